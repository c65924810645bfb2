import Foundation
import Runtime
import Testing

@testable import Lang

/// The pooled regression of systems-s1-s4 A.9 on twenty coins: rows 24 <= i < T - 6, cut at 70% and
/// 85%. Needs the data folder in `FML_DATA`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
struct HarReferenceTests {
  private func session() throws -> Session {
    let output = CollectedOutput()
    let session = Session(output: output)
    let lines = [
      "px = load \"crypto20_rv_1h_2024_2025.csv.gz\" wide=rv", "use px",
      "features f on px: r = rv", "target y = lead(rv, 1)",
      "d = split f target=y train=2024-05-22T09:00..2024-11-05T15:00 "
        + "val=2024-11-05T16:00..2024-12-11T11:00 test=2024-12-11T12:00..2025-01-16T08:00 purge=0",
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

  @Test func coefficientsAndErrorsToThePrintedDigits() throws {
    let session = try session()
    let printed: [(figure: String, value: Double, digit: Double)] = [
      ("h.coefficients.const", 0.00124, 1e-5), ("h.coefficients.r_1", 0.28705, 1e-5),
      ("h.coefficients.r_4", 0.17653, 1e-5), ("h.coefficients.r_24", 0.35547, 1e-5),
      ("h.train.mse", 1.705e-5, 1e-8), ("h.val.mse", 7.104e-5, 1e-8),
      ("h.test.mse", 1.914e-5, 1e-8), ("h.test.mae", 0.00283, 1e-5),
      ("h.test.corr", 0.6815, 1e-4), ("1 - h.test.mse / h.test.base.mse", 0.588, 1e-3),
    ]
    for (figure, value, digit) in printed {
      #expect(abs(try number(figure, session) - value) <= 0.5 * digit, "\(figure)")
    }
  }

  /// Without the row that is known when the decision is made, as published: rows up to i - 1.
  @Test func coefficientsWithoutTheLatestRow() throws {
    let session = try session()
    let lines = [
      "features g on px: r = lag(rv, 1)",
      "e = split g target=y train=2024-05-22T09:00..2024-11-05T15:00 "
        + "val=2024-11-05T16:00..2024-12-11T11:00 test=2024-12-11T12:00..2025-01-16T08:00 purge=0",
      "h = stage1 har(lags=[1, 4, 24], fit=least_squares, raw=true) e",
    ]
    for line in lines { #expect(session.execute(line) == .finished) }
    let printed: [(figure: String, value: Double, digit: Double)] = [
      ("h.coefficients.const", 0.00164, 1e-5), ("h.coefficients.r_1", 0.12556, 1e-5),
      ("h.coefficients.r_4", 0.20347, 1e-5), ("h.coefficients.r_24", 0.43150, 1e-5),
      ("h.test.mse", 2.264e-5, 1e-8), ("1 - h.test.mse / h.test.base.mse", 0.513, 1e-3),
    ]
    for (figure, value, digit) in printed {
      #expect(abs(try number(figure, session) - value) <= 0.5 * digit, "\(figure)")
    }
  }
}
