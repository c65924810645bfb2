import Foundation
import Testing

@testable import Plot

struct EvaluationKindTests {
  private let days = SampleCharts.days(4)

  @Test func scatterSaysTheLineAndDropsHalfPairs() throws {
    let chart = try ScatterChart.chart(
      of: .init(
        x: .init("x", [0, 1, 2, .nan], unit: "bars"), y: .init("y", [0, 2, 4, 9]),
        facts: ["rank correlation 1"]))
    #expect(chart.title == "y against x")
    #expect(chart.subtitle == "3 points, slope 2.00, R2 1.00, rank correlation 1")
    #expect(chart.notes == ["1 pairs with a missing value"])
    #expect(chart.panels[0].series.map(\.y) == [[0, 2, 4], [0, 4]])
    #expect(chart.x.label == "x")
    #expect(chart.x.unit == "bars")
  }

  @Test func scatterDrawsFewOfManyAndTheLineOfAll() throws {
    let chart = try SampleCharts.scatter(rows: 50_000)
    let points = chart.panels[0].series[0].y.count
    #expect((2000...4004).contains(points))
    #expect(chart.subtitle.hasPrefix("50,000 points, slope "))
    #expect(chart.notes.last?.contains("of 50,000 points drawn") == true)
  }

  @Test func onePointHasNoLine() throws {
    let chart = try ScatterChart.chart(of: .init(x: .init("x", [1]), y: .init("y", [2])))
    #expect(chart.subtitle == "1 point")
    #expect(chart.panels[0].series.count == 1)
    #expect(try Gnuplot().text(chart).contains("o"))
  }

  @Test func manyPointsShowTheirDensityInText() throws {
    let text = try Gnuplot().text(SampleCharts.scatter(rows: 5000))
    #expect(text.contains("@"))
    #expect(text.contains("."))
  }

  @Test func rocNamesCarryTheArea() throws {
    let curve = { (name: String) in
      ROCChart.Curve(
        name, falsePositiveRate: [0, 0.2, 1], truePositiveRate: [0, 0.7, 1], area: 0.75)
    }
    let chart = try ROCChart.chart(of: .init(title: "r", curves: [curve("up")]))
    #expect(chart.panels[0].series.map(\.name) == ["chance", "up (AUC 0.750)"])
    #expect(chart.panels[0].series[0].tone == .muted)
    let many = try ROCChart.chart(
      of: .init(title: "r", curves: (0..<9).map { curve("c\($0)") }))
    #expect(many.panels[0].series.count == 8)
    #expect(many.notes == ["2 more classes not shown"])
  }

  @Test func calibrationSkipsEmptyBinsButShowsThemBelow() throws {
    let chart = try CalibrationChart.chart(
      of: .init(
        title: "c",
        bins: [
          .init(lower: 0, upper: 0.5, mean: 0.3, count: 20, hits: 7),
          .init(lower: 0.5, upper: 1, mean: .nan, count: 0, hits: 0),
        ]))
    let series = chart.panels[0].series
    #expect(series.map(\.name) == ["perfect", "95% interval", "observed", ""])
    #expect(series[2].y == [0.35])
    #expect(abs(series[1].base[0] - 0.18119182410108203) < 1e-14)
    #expect(abs(series[1].y[0] - 0.5671457233147638) < 1e-14)
    #expect(chart.panels[1].series[0].y == [20, 0])
    #expect(try Gnuplot().text(chart).contains("|| 95% interval"))
  }

  @Test func turnoverSaysItsMean() throws {
    let chart = try TurnoverChart.chart(
      of: .init(
        title: "t", times: days, turnover: [0.1, 0.3, .nan, 0.2], costs: [0, 1, 2, 3],
        unit: "$", format: .number, window: 2, facts: ["costs $6"]))
    #expect(chart.subtitle == "mean 20.0% a day, costs $6")
    #expect(
      chart.panels.map(\.left.heading) == ["traded value (of capital)", "costs of the day ($)"])
    let mean = chart.panels[0].series[1].y
    #expect(mean[0].isNaN)
    #expect(abs(mean[1] - 0.2) < 1e-15)
    let without = try TurnoverChart.chart(
      of: .init(title: "t", times: days, turnover: [0.1, 0.3, 0.1, 0.2]))
    #expect(without.panels.count == 1)
  }

  @Test func fillsAreNamedByTheirDepth() throws {
    let chart = try FillChart.chart(
      of: .init(
        title: "f",
        groups: [
          .init(
            depth: 0.0006, orders: 10, hardFill: 0.8, softFill: 0.7, hardProfit: -0.001,
            softProfit: 0.001),
          .init(
            depth: 0.0105, orders: 11, hardFill: 0.1, softFill: 0.2, hardProfit: 0.002,
            softProfit: .nan),
        ]))
    #expect(chart.x.kind == .categories(["0.06%", "1.05%"]))
    #expect(chart.panels.map(\.left.label) == ["orders filled", "profit per order", "orders"])
    #expect(chart.panels[0].series.map(\.y) == [[0.7, 0.2], [0.8, 0.1], [0.8, 0.1]])
    #expect(chart.panels[1].rules == [Chart.Rule(.horizontal(0))])
    #expect(chart.panels[2].series[0].y == [10, 11])
  }

  @Test func logitsAtZeroCountAsBelow() throws {
    let chart = try LogitChart.chart(
      of: .init(title: "l", logits: [-1, 0, 1, 2, .nan], facts: ["PBO 0.50", "p(loss) 0.1"]))
    #expect(chart.subtitle == "PBO 0.50, p(loss) 0.1")
    let series = chart.panels[0].series
    #expect(series.map(\.name) == ["at or below the median 50.0%", "above the median 50.0%"])
    #expect(series.map(\.tone) == [.adverse, .accent])
    #expect(series[0].y.reduce(0, +) == 2)
    #expect(series.flatMap(\.y).reduce(0, +) == 4)
    #expect(chart.notes == ["1 missing"])
    #expect(chart.panels[0].rules.map(\.place) == [.vertical(.number(0))])
  }

  @Test func degradationHasARuleAtZeroAndALine() throws {
    let chart = try DegradationChart.chart(
      of: .init(
        title: "d", inSample: [1, 2, 3, .nan], outOfSample: [0.5, 0, -0.5, 1],
        facts: ["p(loss) 0.33"]))
    #expect(chart.subtitle == "p(loss) 0.33")
    #expect(chart.panels[0].rules == [Chart.Rule(.horizontal(0))])
    #expect(chart.panels[0].series[1].y == [0.5, -0.5])
    #expect(chart.notes == ["1 missing"])
  }

  @Test func dominanceComparesTwoDistributions() throws {
    let chart = try DominanceChart.chart(
      of: .init(title: "d", chosen: [2, 3], all: [1, 2, 3, 4], facts: ["none"]))
    #expect(chart.subtitle == "median 2.50 chosen, 2.50 all, none")
    let series = chart.panels[0].series
    #expect(series.map(\.name) == ["all strategies", "chosen"])
    #expect(series.map(\.shape) == [.steps, .steps])
    #expect(series[1].x == .numbers([1, 2, 3, 4]))
    #expect(series[1].y == [0, 0.5, 1, 1])
  }

  @Test(arguments: [(true, "1 of 4 at least as good (25.0%)"), (false, "3 of 4 at")])
  func placebosAtLeastAsGoodAreCounted(isHigherBetter: Bool, expected: String) throws {
    let chart = try PlaceboChart.chart(
      of: .init(
        title: "p", figure: "Sharpe ratio", values: [0, 1, 2, 4, .nan], actual: 3,
        isHigherBetter: isHigherBetter))
    #expect(chart.subtitle.hasPrefix(expected))
    #expect(chart.panels[0].rules == [Chart.Rule(.vertical(.number(3)), label: "actual 3.00")])
  }

  @Test func theActualFigureIsOnTheAxisHoweverFar() throws {
    let chart = try PlaceboChart.chart(
      of: .init(title: "p", figure: "f", values: [0, 1, 2], actual: 50))
    #expect(try HorizontalAxis.scale(chart).upper >= 50)
    #expect(try Gnuplot().text(chart).contains("actual 50.0"))
  }

  @Test func theTearsheetShowsWhatIsThere() throws {
    let bare = try TearsheetChart.chart(
      of: .init(title: "t", times: days, net: [0.1, -0.2, 0.3, .nan]))
    #expect(bare.panels.map(\.left.label) == ["sum of returns", "drawdown", "return by day"])
    #expect(bare.panels[0].series.map(\.name) == ["max drawdown", "net"])
    let full = try SampleCharts.tearsheet(rows: 300)
    #expect(
      full.panels.map(\.left.label) == [
        "sum of returns", "drawdown", "return by month", "exposure", "turnover",
      ])
    #expect(
      full.panels[0].series.map(\.name) == ["max drawdown", "SPX", "gross", "net"])
    #expect(full.panels[2].series.map(\.tone) == [.adverse, .accent])
    #expect(full.panels[2].series[0].y.allSatisfy { $0 < 0 })
    #expect(full.notes.count == 2)
  }

  @Test func compoundedTearsheetsSaySo() throws {
    let chart = try TearsheetChart.chart(
      of: .init(title: "t", times: days, net: [0.1, 0.1, -0.5, 0], isCompounded: true))
    #expect(chart.panels[0].left.label == "compounded return")
    let net = try #require(chart.panels[0].series.last?.y)
    #expect(abs(net[1] - 0.21) < 1e-15)
    #expect(chart.panels[1].series[0].y[2] == -0.5)
  }
}
