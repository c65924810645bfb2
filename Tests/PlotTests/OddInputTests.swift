import Foundation
import Testing

@testable import Plot

/// Nothing that a caller can hand over may end in anything but a chart or a `PlotError`.
struct OddInputTests {
  private static let columns: [[Double]] = [
    [], [.nan, .nan], [1], [2, 2, 2], [0, 0], [-3], [.nan, 5], [.infinity, 1, -.infinity],
    [1e308, -1e308, 0], [.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude], [1, 2, 3, 4, 5],
    [-1e-9, 1e-9, 0],
  ]

  /// The charts of every kind that takes columns.
  private static func charts(
    _ a: [Double], _ b: [Double]
  ) -> [(name: String, make: () throws -> Chart)] {
    let times = SampleCharts.days(a.count)
    let whole = a.map { Int(exactly: $0) ?? 0 }
    return [
      ("scatter", { try ScatterChart.chart(of: .init(x: .init("x", a), y: .init("y", b))) }),
      (
        "heatmap",
        {
          try HeatmapChart.chart(
            of: .init(title: "h", rows: ["r"], columns: a.map { "\($0)" }, values: a))
        }
      ),
      (
        "confusion",
        {
          try ConfusionChart.chart(
            of: .init(title: "c", classes: a.count == 1 ? ["a"] : ["a", "b"], counts: whole))
        }
      ),
      (
        "roc",
        {
          try ROCChart.chart(
            of: .init(
              title: "r",
              curves: [.init("up", falsePositiveRate: a, truePositiveRate: b, area: .nan)]))
        }
      ),
      (
        "calibration",
        {
          try CalibrationChart.chart(
            of: .init(
              title: "c",
              bins: a.map { .init(lower: $0, upper: $0, mean: $0, count: 3, hits: 9) }))
        }
      ),
      (
        "turnover",
        {
          try TurnoverChart.chart(
            of: .init(title: "t", times: times, turnover: a, costs: b, window: 2))
        }
      ),
      (
        "fill",
        {
          try FillChart.chart(
            of: .init(
              title: "f",
              groups: a.map {
                .init(
                  depth: $0, orders: 1, hardFill: $0, softFill: .nan, hardProfit: $0,
                  softProfit: $0)
              }))
        }
      ),
      ("logits", { try LogitChart.chart(of: .init(title: "l", logits: a)) }),
      (
        "degradation",
        { try DegradationChart.chart(of: .init(title: "d", inSample: a, outOfSample: b)) }
      ),
      ("dominance", { try DominanceChart.chart(of: .init(title: "d", chosen: a, all: b)) }),
      (
        "placebo",
        {
          try PlaceboChart.chart(
            of: .init(title: "p", figure: "f", values: a, actual: b.first ?? .nan))
        }
      ),
      (
        "stress",
        {
          try StressChart.chart(
            of: .init(
              title: "s", figure: "f", base: b.first ?? .nan, cases: a.map { .init("case", $0) }))
        }
      ),
      (
        "tearsheet",
        {
          try TearsheetChart.chart(
            of: .init(
              title: "t", times: times, net: a, gross: b, long: a, turnover: a,
              isCompounded: a.count == 3))
        }
      ),
      ("months", { try MonthChart.chart(of: .init(title: "m", times: times, returns: a)) }),
    ]
  }

  @Test func everyColumnMakesAChartOrAnError() {
    var drawn: Set<String> = []
    for a in Self.columns {
      for b in [a, a.map { -$0 }, [7]] {
        for (name, make) in Self.charts(a, b) where draws(make) { drawn.insert(name) }
      }
    }
    #expect(drawn.count == 14)
  }

  /// Whether a chart and its picture's script were made.
  private func draws(_ make: () throws -> Chart) -> Bool {
    var made: [Bool] = []
    for terminal in [
      Terminal.plainText, .text(columns: 30, rows: 10, isColored: true), .picture(.svg),
    ] {
      do {
        _ = try GnuplotScript(try make(), on: terminal)
        made.append(true)
      } catch {
        #expect(error is PlotError)
        made.append(false)
      }
    }
    return made.last == true
  }

  @Test func whatIsMadeIsDrawnWithoutComplaint() throws {
    for a in [[1.0], [2, 2, 2], [0, 0], [.nan, 5], [1, 2, 3, 4, 5]] {
      for (name, make) in Self.charts(a, a) {
        guard let chart = try? make() else { continue }
        for terminal in [Terminal.plainText, .picture(.svg)] {
          do throws(PlotError) {
            _ = try Gnuplot().draw(chart, on: terminal)
          } catch {
            #expect(!error.message.hasPrefix("gnuplot"), "\(name) of \(a): \(error)")
          }
        }
      }
    }
  }

  @Test(arguments: [[], [Double.nan, .nan]])
  func emptyAndMissingInputIsRefusedByEveryKind(column: [Double]) {
    for (name, make) in Self.charts(column, column)
    where name != "confusion" && name != "calibration" {
      let error = #expect(throws: PlotError.self, "\(name)") { _ = try make() }
      #expect(error?.message.hasPrefix("nothing to plot: ") == true, "\(name)")
    }
  }

  @Test func emptyTablesAreRefusedByName() {
    expect("nothing to plot: 'c' has no rows") {
      try ConfusionChart.chart(of: .init(title: "c", classes: [], counts: []))
    }
    expect("nothing to plot: 'c' has no sample") {
      try ConfusionChart.chart(of: .init(title: "c", classes: ["a"], counts: [0]))
    }
    expect("'c' has 3 values for 4 positions") {
      try ConfusionChart.chart(of: .init(title: "c", classes: ["a", "b"], counts: [1, 2, 3]))
    }
    expect("nothing to plot: 'c' has no prediction") {
      try CalibrationChart.chart(
        of: .init(title: "c", bins: [.init(lower: 0, upper: 1, mean: .nan, count: 0, hits: 0)]))
    }
    expect("nothing to plot: 'r' has no curve") {
      try ROCChart.chart(of: .init(title: "r", curves: []))
    }
    expect("nothing to plot: 'f' has no order") {
      try FillChart.chart(of: .init(title: "f", groups: []))
    }
    expect("nothing to plot: 'x' and 'y' are never both there") {
      try ScatterChart.chart(of: .init(x: .init("x", [1, .nan]), y: .init("y", [.nan, 1])))
    }
    expect("nothing to plot: the actual 'Sharpe' is missing") {
      try PlaceboChart.chart(
        of: .init(title: "p", figure: "Sharpe", values: [1], actual: .nan))
    }
    expect("'gross return' has 1 values for 2 positions") {
      try TearsheetChart.chart(
        of: .init(title: "t", times: SampleCharts.days(2), net: [1, 2], gross: [1]))
    }
  }

  private func expect(_ message: String, _ body: () throws -> Chart) {
    let error = #expect(throws: PlotError.self) { _ = try body() }
    #expect(error?.message == message)
  }
}
