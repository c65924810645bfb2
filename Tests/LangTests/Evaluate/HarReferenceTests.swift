import Foundation
import Runtime
import Testing

@testable import Lang

/// The pooled regression of systems-s1-s4 A.9 on twenty coins: rows 24 <= i < T - 6, cut at 70% and
/// 85%. Needs the data folder in `FML_DATA`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
struct HarReferenceTests {
  private func session(_ split: String) throws -> Session {
    let output = CollectedOutput()
    let session = Session(output: output)
    let lines = [
      "px = load \"crypto20_rv_1h_2024_2025.csv.gz\" wide=rv", "use px",
      "features f on px: r = rv", "target y = lead(rv, 1)", "d = split f target=y \(split)",
      "h = stage1 har(lags=[1, 4, 24], fit=least_squares, raw=true) d",
    ]
    for line in lines {
      #expect(session.execute(line) == .finished, "\(line): \(output.notes)")
    }
    return session
  }

  private func number(_ text: String, _ session: Session) throws -> Double {
    #expect(session.execute("answer = \(text)") == .finished)
    return try #require(session.variable("answer")?.number)
  }

  /// The row before the validation part is purged, as its label lies there: one row longer.
  @Test func coefficients() throws {
    let session = try session(
      "train=2024-05-22T09:00..2024-11-05T16:00 val=2024-11-05T17:00..2024-12-11T12:00")
    guard case .object(let object)? = session.variable("h"), let value = object as? RunValue else {
      throw Failure("no run")
    }
    let weights = value.run.weights.map(Double.init)
    for (found, printed) in zip(weights, [0.28705, 0.17653, 0.35547, 0.00124]) {
      #expect(abs(found - printed) <= 0.5e-5, "\(found)")
    }
    #expect(abs(try number("h.train.mse", session) - 1.705e-5) <= 0.5e-8)
  }

  @Test func validationError() throws {
    let session = try session(
      "train=2024-05-22T09:00..2024-11-05T15:00 val=2024-11-05T16:00..2024-12-11T12:00")
    #expect(abs(try number("h.val.mse", session) - 7.104e-5) <= 0.5e-8)
  }

  @Test func testError() throws {
    let session = try session(
      "train=2024-05-22T09:00..2024-11-05T15:00 val=2024-11-05T16:00..2024-12-11T11:00 "
        + "test=2024-12-11T12:00..2025-01-16T08:00")
    #expect(abs(try number("h.test.mse", session) - 1.914e-5) <= 0.5e-8)
    #expect(abs(try number("h.test.mae", session) - 0.00283) <= 0.5e-5)
    #expect(abs(try number("h.test.corr", session) - 0.6815) <= 0.5e-4)
    let share = try number("1 - h.test.mse / h.test.base.mse", session)
    #expect(abs(share - 0.588) <= 0.5e-3)
  }
}
