import Foundation
import Runtime
import Testing

@testable import Lang

/// Figures of the published systems on the sets they were published for; skipped without the data
/// folder in `FML_DATA`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
struct PublishedFigureTests {
  /// The grid cells of the mean-reversion baseline, which the demonstration expects digit by digit.
  @Test func baselineGrid() throws {
    let file = CatalogFolderTests.sources.appending(path: "../scripts/demos/baseline_grid.fml")
    let output = CollectedOutput()
    let session = Session(output: output)
    let text = try String(contentsOf: file.standardized, encoding: .utf8)
    #expect(session.execute(text) == .finished, "\(output.notes)")
    #expect(
      output.all.contains { $0.hasPrefix("1.5    48   556.71%   0.0712   51.64   -35.15   836") })
  }

  /// 3,874 of the 72,584 minutes move by more than 0.1% within five; a sixth does not move at all.
  @Test func rowsOfTheDirectionTarget() throws {
    let output = CollectedOutput()
    let session = Session(output: output)
    let lines = [
      "es = load \"es_0325_1m_ninja.txt.gz\" header=[\"time\", \"open\", \"high\", \"low\", "
        + "\"close\", \"volume\"]",
      "use es", "target up = direction(close, 5, threshold=0.001, flat=drop)", "y = up.series",
      "kept = sum(where(y == y, 1, 0))", "x = lead(close, 1) / close - 1",
      "expect rows(es) == 72584", "expect kept == 3874",
      "expect rows(es) - kept == 68710", "expect kurt(x) == 530.4 tol=0.05",
      "expect std(x) == 2.4406e-4 tol=0.5e-8", "expect min(x) == -0.018589 tol=0.5e-6",
      "expect max(x) == 0.007029 tol=0.5e-6",
      "expect mean(where(x == 0, 1, 0)) == 0.1608 tol=0.5e-4",
    ]
    for line in lines {
      #expect(session.execute(line) == .finished, "\(line): \(output.notes)")
    }
  }
}
