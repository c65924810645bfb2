import Foundation
import Testing

@testable import Runtime

/// Metrics against empyrical and closed forms: `Tests/Reference/metrics.py` made the numbers.
@Suite struct MetricReferenceTests {
  private let sheet: ReferenceSheet
  private let returns: [Double]
  private let benchmark: [Double]

  init() throws {
    sheet = try ReferenceSheet("metrics.csv")
    let table = try ReferenceSheet("metrics_returns.csv")
    returns = try table.column("portfolio")
    benchmark = try table.column("benchmark")
  }

  private func value(_ name: String, of series: ReturnSeries) throws -> Double {
    if let metric = MetricCatalog.metric(named: name) { return metric.value(of: series) }
    let metric = try #require(RelativeMetricCatalog.metric(named: name), "\(name)")
    return metric.value(of: series, against: benchmark)
  }

  @Test(arguments: [("plain", 0, true), ("rate", 0.03, true), ("simple", 0, false)])
  func agrees(_ set: String, _ rate: Double, _ isCompounded: Bool) throws {
    let series = ReturnSeries(
      returns, periodsPerYear: 252, riskFree: rate, isCompounded: isCompounded)
    let names = try #require(sheet.figures[set]).keys.sorted()
    #expect(names.count == (isCompounded ? 27 : 7))
    for name in names {
      let found = try value(name, of: series)
      #expect(try sheet.agrees(found, set, name), "\(name): \(found)")
    }
  }

  /// A public daily profit series; needs the data folder.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
  func dailyProfitSeries() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FML_DATA"])
    let text = try String(contentsOfFile: folder + "/phase4_daily.csv", encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let place = try #require(lines[0].firstIndex(of: "pnl_net"))
    let net = try lines.dropFirst().map { try #require(Double($0[place])) }
    let series = ReturnSeries(net, periodsPerYear: 252)
    for name in try #require(sheet.figures["phase4"]).keys.sorted() {
      #expect(try sheet.agrees(value(name, of: series), "phase4", name), "\(name)")
    }
  }

  @Test func separateFallsAreThoseBetweenHighs() throws {
    let wealth = ReturnSeries(returns, periodsPerYear: 252).wealth
    let falls = Drawdowns(wealth: wealth, start: 1, most: 4)
    #expect(falls.count == Int(try sheet.figure("falls", "count")))
    for (place, fall) in falls.deepest.enumerated() {
      let found = [
        "peak": fall.peak ?? -1, "trough": fall.trough, "recovery": fall.recovery ?? -1,
        "end": fall.end,
      ]
      #expect(try sheet.agrees(fall.depth, "falls", "depth\(place)"))
      for (name, index) in found {
        #expect(index == Int(try sheet.figure("falls", name + "\(place)")), "\(name) \(place)")
      }
    }
    let deepest = try #require(Drawdown(wealth: wealth, start: 1))
    #expect(deepest.depth == falls.deepest[0].depth && deepest.peak == falls.deepest[0].peak)
  }
}
