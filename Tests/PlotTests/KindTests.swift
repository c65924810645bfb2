import Foundation
import Testing

@testable import Plot

struct KindTests {
  private let days = SampleCharts.days(4)

  @Test func theCatalogNamesEveryKindOnceInOrder() throws {
    let names = ChartCatalog.all.map { $0.name }
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Plot/Kinds")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("Chart.swift") }
    #expect(files.count == names.count)
  }

  @Test func everyKindSaysWhatItIs() {
    for kind in ChartCatalog.all {
      #expect(kind.summary.hasSuffix("."))
      #expect(kind.example.hasPrefix("plot "))
      #expect(kind.options.allSatisfy { !$0.help.isEmpty })
      #expect(ChartCatalog.kind(named: kind.name)?.name == kind.name)
    }
    #expect(ChartCatalog.kind(named: "pie") == nil)
  }

  @Test func pnlAddsUpAndNamesItsDrawdown() throws {
    let chart = try PnLChart.chart(
      of: .init(title: "p", times: days, total: [10, -4, .nan, 1], facts: ["Sharpe 1.00"]))
    #expect(
      chart.subtitle
        == "total +$7.00, max drawdown -$4.00 (2004-09-01 to 2004-09-02), Sharpe 1.00")
    let total = try #require(chart.panels[0].series.last)
    #expect(total.y == [10, 6, 6, 7])
    #expect(chart.panels[0].series[0].base == [10, 10])
  }

  @Test func pnlSumsTheSmallestSymbols() throws {
    let symbols = (1...9).map { PnLChart.SymbolPnL("S\($0)", [Double($0), 0, 0, 1]) }
    let chart = try PnLChart.chart(
      of: .init(title: "p", times: days, total: [45, 0, 0, 9], bySymbol: symbols))
    let names = chart.panels[0].series.map(\.name)
    #expect(names == ["S5", "S6", "S7", "S8", "S9", "other (4)", "total"])
    #expect(chart.panels[0].series[5].y == [10, 10, 10, 14])
  }

  @Test func drawdownCountsThePeriodsBelowThePeak() throws {
    let chart = try DrawdownChart.chart(
      of: .init(title: "d", times: days, total: [10, -4, 1, 8]))
    #expect(
      chart.subtitle
        == "deepest -$4.00 from 2004-09-01 to 2004-09-02, 50% of periods below the peak")
    #expect(chart.panels[0].series[0].y == [0, -4, -3, 0])
  }

  @Test func autocorrelationNamesWhatNoiseDoesNotExplain() throws {
    let chart = try AutocorrelationChart.chart(
      of: .init("r", coefficients: [-0.3, 0.05, .nan, 0.01], count: 400))
    #expect(
      chart.subtitle == "400 values, 1 of 4 lags outside 0.0980 (95% of noise lies inside), "
        + "the largest -0.300 at lag 1")
    #expect(chart.panels[0].series[0].x == .numbers([1, 2, 3, 4]))
    #expect(throws: PlotError.self) {
      try AutocorrelationChart.chart(of: .init("r", coefficients: [.nan], count: 0))
    }
  }

  @Test func coefficientsAddUp() throws {
    let chart = try CoefficientChart.chart(
      of: .init(
        title: "c", times: days, values: [0.1, .nan, -0.05, 0.02], period: "month", mean: 0.02,
        facts: ["t 1.00"]))
    #expect(chart.subtitle == "mean 0.0200, t 1.00")
    let sums = chart.panels[1].series[0].y
    #expect(zip(sums, [0.1, 0.1, 0.05, 0.07]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func stagesOfOneLossShareAPanelAndOthersDoNot() throws {
    let stage = { (name: String, loss: String) in
      LossChart.Stage(
        name, loss: loss, train: [3, 2], validation: [3, 2.5], learningRate: [1e-3, 1e-3],
        bestEpoch: 2)
    }
    let same = try LossChart.chart(
      of: .init(title: "t", stages: [stage("s1", "mse"), stage("s2", "mse")]))
    #expect(same.panels.map(\.left.label) == ["mse loss", "learning rate"])
    let train = same.panels[0].series[0]
    #expect(train.x == .numbers([1, 2, 2.5, 3, 4]))
    #expect(train.y[2].isNaN)
    let other = try LossChart.chart(
      of: .init(title: "t", stages: [stage("s1", "mse"), stage("s2", "trade")]))
    #expect(other.panels.map(\.left.label) == ["mse loss", "trade loss", "learning rate"])
    #expect(other.panels[0].rules.contains { $0.label == "s2" })
  }

  @Test func theBestEpochIsMarkedOnTheValidationLoss() throws {
    let chart = try LossChart.chart(
      of: .init(
        title: "t",
        stages: [
          .init("s1", loss: "mse", train: [3, 2, 1], validation: [3, 2.5, 2.8], bestEpoch: 2)
        ]))
    let best = try #require(chart.panels[0].series.last)
    #expect(best.x == .numbers([2]))
    #expect(best.y == [2.5])
    #expect(chart.subtitle == "s1 best epoch 2: validation 2.50")
    #expect(chart.panels.count == 1)
  }

  @Test func aLossOverDecadesIsDrawnOnALogarithmicAxis() throws {
    let chart = try LossChart.chart(
      of: .init(title: "t", stages: [.init("s", loss: "mse", train: [1, 0.1, 0.001])]))
    #expect(chart.panels[0].left.scale == .logarithmic)
  }

  @Test func emptyAndMissingValuesAreRefusedByName() {
    expect("nothing to plot: 'close' has no rows") {
      try LineChart.chart(of: .init(x: .times([]), lines: [.init("close", [])]))
    }
    expect("nothing to plot: every value of 'close' is missing") {
      try LineChart.chart(of: .init(x: .numbers([0, 1]), lines: [.init("close", [.nan, .nan])]))
    }
    expect("nothing to plot: no series") {
      try LineChart.chart(of: .init(x: .numbers([]), lines: []))
    }
    expect("'close' has 1 values for 2 positions") {
      try LineChart.chart(of: .init(x: .numbers([0, 1]), lines: [.init("close", [1])]))
    }
    expect("a logarithmic axis needs values above zero, and 'r' has none") {
      try LineChart.chart(
        of: .init(x: .numbers([0]), lines: [.init("r", [-1])], isLogarithmic: true))
    }
    expect("nothing to plot: no training") {
      try LossChart.chart(of: .init(title: "t", stages: []))
    }
    expect("nothing to plot: every value of 'P&L' is missing") {
      try PnLChart.chart(of: .init(title: "p", times: days, total: [.nan, .nan, .nan, .nan]))
    }
  }

  private func expect(_ message: String, _ body: () throws -> Chart) {
    let error = #expect(throws: PlotError.self) { _ = try body() }
    #expect(error?.message == message)
  }
}
