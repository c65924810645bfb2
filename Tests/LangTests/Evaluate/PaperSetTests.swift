import Foundation
import Runtime
import Testing

@testable import Lang

/// `es28_paper` on the real ES 03-25 minutes has the published columns that are constant or clipped;
/// `es28` has none. Needs the data folder in `FML_DATA`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
struct PaperSetTests {
  private func dataset(_ lines: [String]) throws -> Dataset {
    let output = CollectedOutput()
    let session = Session(output: output)
    let head = [
      "es = load \"es_0325_1m_ninja.txt.gz\" "
        + "header=[\"time\", \"open\", \"high\", \"low\", \"close\", \"volume\"]",
      "use es", "target y = direction(close, 5, threshold=0.001, flat=drop)",
    ]
    for line in head + lines {
      #expect(session.execute(line) == .finished, "\(line): \(output.notes)")
    }
    guard case .object(let object)? = session.variable("d"), let value = object as? DatasetValue
    else { throw Failure("no dataset") }
    return value.dataset
  }

  /// The share of training values at the clip, and the standard deviation.
  private func figures(_ dataset: Dataset, limit: Double) throws -> [String: (Double, Double)] {
    let rows = try dataset.part(.train).rows.map(Int.init)
    var figures: [String: (Double, Double)] = [:]
    for (index, column) in dataset.columns.enumerated() {
      let values = rows.map { Double(dataset.matrix.values[$0 * dataset.columns.count + index]) }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      var (square, clipped) = (0.0, 0.0)
      for value in values {
        square += (value - mean) * (value - mean) / count
        if abs(value) >= limit - 1e-6 { clipped += 1 / count }
      }
      figures[column.name] = (clipped, square.squareRoot())
    }
    return figures
  }

  @Test func thePaperFormShowsThePublishedDefects() throws {
    let dataset = try dataset([
      "features es28_paper on es", "d = split es28_paper target=y train=100%",
    ])
    let found = try figures(dataset, limit: 3)
    let published: [(String, Double, Double)] = [
      ("price_change_1", 0.94, 2.91), ("price_change_3", 0.97, 2.96),
      ("price_vs_5_ma", 0.99, 2.99), ("close_change_pct", 0.94, 2.91),
      ("realized_vol_daily", 0.945, 2.95), ("har_5d", 0.945, 2.95), ("vwap", 1, 0), ("vix", 1, 0),
      ("garch_vol", 0, 0), ("session_indicator", 0, 0), ("rsi_14", 0, 0.041), ("stoch_k", 0, 0.010),
    ]
    for (name, share, deviation) in published {
      let figure = try #require(found[name], "\(name)")
      #expect(abs(figure.0 - share) < 0.03, "\(name): \(figure.0) clipped, not \(share)")
      let tolerance = deviation > 0.1 ? 0.06 : 0.006
      #expect(abs(figure.1 - deviation) < tolerance, "\(name): sd \(figure.1), not \(deviation)")
    }
  }

  @Test func theCorrectedFormDoesNot() throws {
    let dataset = try dataset([
      "vx = load \"vix_daily_ohlc_1990_2026.csv.gz\" header=[\"date\", \"o\", \"h\", \"l\", \"vix\"]",
      "j = align es vx lag=1d", "use j",
      "target z = direction(close, 5, threshold=0.001, flat=drop)", "features es28 on j",
      "raw = split es28 target=z train=100%", "d = scale raw method=robust clip=3",
    ])
    for (name, figure) in try figures(dataset, limit: 3) {
      #expect(figure.0 < 0.3, "\(name): \(figure.0) clipped")
      #expect(figure.1 > 0.2, "\(name): sd \(figure.1)")
    }
  }
}
