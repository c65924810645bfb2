import Foundation
import Testing

@testable import Runtime

/// Metrics against values worked out by hand.
@Suite struct MetricTests {
  private let series = ReturnSeries([0.1, -0.05, 0.02, 0, -0.01], periodsPerYear: 4)
  private var simple: ReturnSeries {
    ReturnSeries(series.returns, periodsPerYear: 4, isCompounded: false)
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-14 }

  @Test func returnsCompoundOrAddUp() {
    let growth = 1.1 * 0.95 * 1.02 * 1 * 0.99
    #expect(close(TotalReturn.value(of: series), growth - 1))
    #expect(close(TotalReturn.value(of: simple), 0.06))
    #expect(close(AnnualReturn.value(of: series), pow(growth, 0.8) - 1))
    #expect(close(AnnualReturn.value(of: simple), 0.048))
  }

  @Test func spread() {
    // Mean 0.012; squared deviations sum to 0.01228.
    let squares = 0.01228
    #expect(close(AnnualVolatility.value(of: series), (squares / 4).squareRoot() * 2))
    #expect(close(SharpeRatio.value(of: series), 0.012 / (squares / 4).squareRoot() * 2))
    let population = ReturnSeries(series.returns, periodsPerYear: 4, ddof: 0)
    #expect(close(SharpeRatio.value(of: population), 0.012 / (squares / 5).squareRoot() * 2))
    let rate = ReturnSeries(series.returns, periodsPerYear: 4, riskFree: 0.04)
    #expect(close(SharpeRatio.value(of: rate), 0.002 / (squares / 4).squareRoot() * 2))
  }

  @Test func downside() {
    let deviation = ((0.0025 + 0.0001) / 5).squareRoot()
    #expect(close(SortinoRatio.value(of: series), 0.012 / deviation * 2))
    #expect(close(ProfitFactor.value(of: series), 0.12 / 0.06))
    #expect(close(HitRate.value(of: series), 0.5))
  }

  @Test func drawdown() {
    #expect(close(MaxDrawdown.value(of: series), 0.95 * 1.02 * 0.99 - 1) == false)
    #expect(close(MaxDrawdown.value(of: series), -0.05))
    #expect(close(MaxDrawdown.value(of: simple), 1.05 / 1.1 - 1))
    #expect(close(CalmarRatio.value(of: simple), 0.048 / (1 - 1.05 / 1.1)))
    let falling = ReturnSeries([-0.1, -0.1], periodsPerYear: 4)
    #expect(close(MaxDrawdown.value(of: falling), -0.19))
  }

  @Test func drawdownHasItsDates() throws {
    let fall = try #require(Drawdown(wealth: [1.2, 1.0, 0.9, 1.1, 1.3, 1.25], start: 1))
    #expect(close(fall.depth, -0.25))
    #expect(fall.peak == 0 && fall.trough == 2 && fall.recovery == 4)
    let start = try #require(Drawdown(wealth: [0.8, 0.9], start: 1))
    #expect(start.peak == nil && start.trough == 0 && start.recovery == nil)
    #expect(Drawdown(wealth: [], start: 1) == nil)
  }

  @Test func tails() {
    // In ascending order -0.05 -0.01 0 0.02 0.1; the quantile lies a fifth of the way up.
    #expect(close(ValueAtRisk.value(of: series), -0.05 + 0.2 * 0.04))
    #expect(close(ExpectedShortfall.value(of: series), -0.05))
    #expect(close(TailRatio.value(of: series), 0.084 / 0.042))
    #expect(close(PayoffRatio.value(of: series), 0.06 / 0.03))
    #expect(BestPeriod.value(of: series) == 0.1 && WorstPeriod.value(of: series) == -0.05)
    let rate = ReturnSeries(series.returns, periodsPerYear: 4, riskFree: 0.04)
    #expect(close(OmegaRatio.value(of: rate), 0.1 / (0.06 + 0.01 + 0.02)))
    let halves = ReturnSeries([1, -1, 1, -1], periodsPerYear: 4)
    #expect(close(ExcessKurtosis.value(of: halves), -2) && ReturnSkew.value(of: halves) == 0)
    #expect(close(ReturnAutocorrelation.value(of: halves), -0.75))
    #expect(
      close(
        UlcerIndex.value(of: simple),
        (0.0025 * (1 + 0.36 + 0.36 + 0.64) / 1.21).squareRoot() / (5 as Double).squareRoot()))
  }

  @Test func separateDrawdowns() {
    let falls = Drawdowns(wealth: [0.9, 1.1, 1.0, 1.05, 1.1, 1.2, 0.6, 0.9], start: 1, most: 2)
    #expect(falls.count == 3 && falls.periodsUnder == 5)
    #expect(falls.deepest.map(\.trough) == [6, 0] && falls.deepest.map(\.peak) == [5, nil])
    #expect(falls.deepest[0].recovery == nil && falls.deepest[0].length == 2)
    #expect(falls.deepest[1].recovery == 1 && falls.deepest[1].fallLength == 1)
    #expect(falls.deepest[0].recoveryLength == nil && falls.deepest[1].recoveryLength == 1)
    #expect(Drawdowns(wealth: [1.1, 1.2], start: 1).deepest.isEmpty)
    #expect(Drawdowns(wealth: [], start: 1).count == 0)
  }

  @Test func undefinedIsMissing() {
    let flat = ReturnSeries([0.01, 0.01, 0.01], periodsPerYear: 252)
    let empty = ReturnSeries([], periodsPerYear: 252)
    #expect(SharpeRatio.value(of: flat).isNaN)
    #expect(ProfitFactor.value(of: flat).isNaN)
    #expect(SortinoRatio.value(of: flat).isNaN)
    #expect(CalmarRatio.value(of: flat).isNaN)
    #expect(ReturnSkew.value(of: flat).isNaN && ExcessKurtosis.value(of: flat).isNaN)
    #expect(ReturnAutocorrelation.value(of: flat).isNaN && PayoffRatio.value(of: flat).isNaN)
    #expect(OmegaRatio.value(of: flat).isNaN)
    for metric in MetricCatalog.all {
      #expect(metric.value(of: empty).isNaN, "\(metric.name)")
    }
  }

  @Test func catalogDescribesItself() {
    let names = MetricCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count)
    for metric in MetricCatalog.all {
      #expect(MetricCatalog.metric(named: metric.name) == metric)
      #expect(!metric.unit.isEmpty && !metric.signature.summary.isEmpty)
      #expect(!metric.signature.details.isEmpty)
    }
  }

  /// A public daily profit series with its known net Sharpe ratio; needs the data folder.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
  func dailyProfitSeries() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FML_DATA"])
    let text = try String(contentsOfFile: folder + "/phase4_daily.csv", encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",").map(String.init)
    let column = try #require(header.firstIndex(of: "pnl_net"))
    let net = try lines.dropFirst().map { line in
      try #require(Double(line.split(separator: ",", omittingEmptySubsequences: false)[column]))
    }
    #expect(net.count == 188)
    let series = ReturnSeries(net, periodsPerYear: 252, ddof: 0)
    #expect(abs(SharpeRatio.value(of: series) - 1.320334552137687) < 1e-12)
  }
}
