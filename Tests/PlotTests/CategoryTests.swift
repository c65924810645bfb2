import Testing

@testable import Plot

/// Names along both axes.
struct CategoryTests {
  private let names = ["volatility", "volume", "range", "momentum", "skew", "kurtosis"]

  private func labels(_ terminal: Terminal, width: Double) throws -> CategoryLabels {
    CategoryLabels(names, width: width, canvas: try Canvas(terminal))
  }

  @Test func namesThatFitShareALine() throws {
    let wide = try labels(.plainText, width: 72)
    #expect(wide.lines == 1)
    #expect(wide.ticks.map(\.label) == names)
    let picture = try labels(.picture(.png), width: 900)
    #expect(!picture.isUpright)
    #expect(picture.extraHeight == 0)
  }

  @Test func namesThatTouchTakeMoreLinesInText() throws {
    let narrow = try labels(.plainText, width: 36)
    #expect(narrow.lines == 2)
    #expect(narrow.ticks.map(\.label) == names)
    #expect(narrow.extraHeight == 1)
  }

  @Test func someNamesAreLeftOutWhereLinesDoNotSuffice() throws {
    let tiny = try labels(.plainText, width: 12)
    #expect(tiny.ticks.map(\.label) == ["volatility", "range", "skew"])
    #expect(tiny.ticks.map(\.position) == [0, 2, 4])
  }

  @Test func namesThatTouchStandUprightInAPicture() throws {
    let narrow = try labels(.picture(.png), width: 240)
    #expect(narrow.isUpright)
    #expect(narrow.ticks.count == 6)
    #expect(narrow.extraHeight > 40)
    let chart = try HeatmapChart.chart(
      of: .init(
        title: "h", rows: ["a"], columns: (0..<30).map { "feature \($0)" },
        values: (0..<30).map(Double.init)))
    #expect(try GnuplotScript(chart, on: .picture(.png)).text.contains("rotate by 90 right"))
  }

  @Test(arguments: [0, 1, 7, 500, 20_000])
  func anyNumberOfNamesIsLaidOut(count: Int) throws {
    for width in [12.0, 60, 900] {
      for terminal in [Terminal.plainText, .picture(.svg)] {
        let labels = CategoryLabels(
          (0..<count).map { "name \($0)" }, width: width, canvas: try Canvas(terminal))
        #expect(labels.ticks.count <= count)
        #expect(count == 0 || !labels.ticks.isEmpty)
      }
    }
  }

  @Test func rowsOfATextChartTakeWholeLines() throws {
    let panel = Chart.Panel(
      series: [], left: Chart.ValueAxis(categories: ["a", "b", "c", "d"]))
    let canvas = try Canvas(.plainText)
    let grid = try #require(RowGrid(of: panel, from: 2, height: 16, canvas: canvas))
    #expect(grid.rowHeight == 3)
    #expect(grid.height == 13)
    #expect((0..<4).map { grid.middle($0) } == [3.5, 6.5, 9.5, 12.5])
    // The first line of the panel is one end of its scale, the axis the other.
    #expect(abs(grid.scale.share(0) - 11 / 12.0) < 1e-12)
    #expect(abs(grid.scale.share(3) - 2 / 12.0) < 1e-12)
    #expect(RowGrid(of: .init(series: []), from: 2, height: 16, canvas: canvas) == nil)
  }

  @Test func stressCasesAreRowsWithTheirValues() throws {
    let chart = try StressChart.chart(
      of: .init(
        title: "s", figure: "Sharpe ratio", base: 0.9,
        cases: [.init("cost x2", 0.4), .init("delay 1", -0.12), .init("gone", .nan)]))
    let panel = chart.panels[0]
    #expect(
      panel.left.categories == [
        "as traded  0.90", "cost x2  0.40", "delay 1  -0.12", "gone  missing",
      ])
    #expect(panel.rules == [Chart.Rule(.vertical(.number(0.9)))])
    #expect(panel.series.map(\.tone) == [.accent, .adverse, .muted])
    #expect(panel.series.map(\.y) == [[1, 3], [2], [0]])
    let lines = try Gnuplot().text(chart).split(separator: "\n").map(String.init)
    let cost = try #require(lines.first { $0.contains("cost x2  0.40") })
    let delay = try #require(lines.first { $0.contains("delay 1  -0.12") })
    #expect(cost.contains("####"))
    #expect(delay.contains("==="))
    let bar = { (line: String, mark: Character) in line.count { $0 == mark } }
    #expect(bar(cost, "#") > bar(delay, "="))
  }

  @Test func withoutABaseNoRuleIsDrawn() throws {
    let chart = try StressChart.chart(
      of: .init(title: "s", figure: "f", base: .nan, cases: [.init("a", 0.02)], format: .percent))
    #expect(chart.panels[0].left.categories == ["a  2.00%"])
    #expect(chart.panels[0].rules.isEmpty)
  }

  @Test func aLowSurfaceLeavesExpendablePanelsOut() throws {
    let chart = try SampleCharts.tearsheet(rows: 400)
    #expect(chart.panels.count == 5)
    #expect(chart.pictureHeight == 900)
    let low = try Gnuplot().text(chart)
    #expect(low.contains("not shown for want of height: return by month, exposure, turnover"))
    #expect(!low.contains("exposure (of capital)"))
    let high = try Gnuplot().text(chart, columns: 100, rows: 40)
    #expect(!high.contains("not shown"))
    for part in ["sum of returns", "drawdown", "return by month", "exposure (of capital)"] {
      #expect(high.contains(part), "\(part)")
    }
    let pictures = try [600, 900].map { height in
      ChartFit.fitted(chart, to: try Canvas(.picture(.png, width: 1000, height: height)))
    }
    #expect(pictures.map(\.panels.count) == [4, 5])
  }
}
