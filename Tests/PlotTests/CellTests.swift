import Testing

@testable import Plot

struct CellTests {
  private func matrix(
    _ values: [Double], rows: Int, columns: Int, range: ClosedRange<Double>? = nil
  ) throws -> Chart {
    try HeatmapChart.chart(
      of: .init(
        title: "m", rows: (0..<rows).map { "row\($0)" }, columns: (0..<columns).map { "c\($0)" },
        values: values, figure: "figure", range: range))
  }

  private func cells(_ chart: Chart) throws -> Chart.Cells {
    guard case .cells(let cells) = try #require(chart.panels.first?.series.first).shape else {
      throw PlotError("no cells")
    }
    return cells
  }

  @Test func aTextMatrixIsItsNumbers() throws {
    let chart = try matrix([1.25, -0.5, .nan, 10], rows: 2, columns: 2)
    let text = try Gnuplot().text(chart, columns: 60, rows: 14)
    #expect(
      text == """
        m
        figure
              +
         row0 |     1.3        -0.5
              |
              |
         row1 |       .        10.0
              |
              +-----------------------+
                    c0          c1

        """)
  }

  @Test func coloursLieAroundZeroOnlyWhereBothSignsOccur() throws {
    let both = try cells(matrix([1, -4, 2, .nan], rows: 2, columns: 2))
    #expect(both.colors == .diverging)
    #expect(both.range == -4...4)
    let one = try cells(matrix([1, 4, 2, 3], rows: 2, columns: 2))
    #expect(one.colors == .sequential)
    #expect(one.range == 1...4)
    let given = try cells(matrix([1, 4, 2, 3], rows: 2, columns: 2, range: -5...5))
    #expect(given.colors == .diverging)
    let equal = try cells(matrix([2, 2, 2, 2], rows: 2, columns: 2))
    #expect(equal.range == 1...3)
    #expect(try cells(matrix([0, 0], rows: 1, columns: 2)).range.upperBound > 0)
  }

  @Test func coloursOfBothSidesAreApartAndDarkerOutside() {
    let scale = ColorScale(.init(values: [], colors: .diverging, range: -2...2))
    let (low, middle, high) = (scale.color(of: -2), scale.color(of: 0), scale.color(of: 2))
    #expect(low.hex == "#9e1e26")
    #expect(middle.hex == "#f7f7f7")
    #expect(high.hex == "#0e4a86")
    #expect(scale.color(of: 99) == high)
    #expect(low.isDark && high.isDark && !middle.isDark)
    #expect(high.number == Double(0x0e4a86))
    #expect(scale.color(of: .nan) != middle)
    #expect(
      [-2, -1, -0.1, 0.1, 1, 2, .nan].map { scale.tenth(of: $0) } == [-9, -5, 0, 0, 5, 9, 0])
  }

  @Test func numbersHaveTheSameDecimals() {
    #expect(
      CellNumbers.forms([1, -0.25, .nan], format: .number)
        == [["1.00", "-0.25", ""], ["1.0", "-0.3", ""]])
    #expect(CellNumbers.forms([0.834], format: .number) == [["0.83"], ["0.8"]])
    #expect(CellNumbers.forms([0.123], format: .percent) == [["12.3"], ["12"]])
    #expect(
      CellNumbers.forms([1234, 0], format: .number)
        == [["1,234", "0"], ["1.2k", "0"], ["1k", "0"]])
    #expect(CellNumbers.forms([3, 12], format: .whole) == [["3", "12"]])
    #expect(CellNumbers.forms([2.5e9, .nan], format: .number) == [["2.5B", ""], ["3B", ""]])
    #expect(CellNumbers.forms([2.5e-9], format: .number) == [["2.5e-9"]])
    #expect(CellNumbers.forms([1e300, 1], format: .number) == [["", ""]])
    #expect(CellNumbers.forms([0, .nan], format: .number) == [["0", ""]])
  }

  @Test func largeMatricesAreCutAndSaySo() throws {
    let chart = try matrix(
      (0..<(45 * 41)).map(Double.init), rows: 45, columns: 41)
    #expect(chart.notes == ["shown: the first 40 of 45 rows and the first 40 of 41 columns"])
    let cells = try cells(chart)
    #expect(cells.values.count == 1600)
    #expect(Array(cells.values[39...41]) == [39, 41, 42])
    #expect(chart.panels[0].left.categories.count == 40)
    #expect(chart.pictureHeight == 1000)
  }

  @Test func fewLinesShowFewerRowsAndSaySo() throws {
    let chart = try matrix((0..<60).map(Double.init), rows: 30, columns: 2)
    let text = try Gnuplot().text(chart, columns: 60, rows: 16)
    #expect(text.contains("19 more rows not shown for want of height"))
    #expect(text.contains("row10 |"))
    #expect(!text.contains("row11"))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 17)
  }

  @Test func narrowCellsShowTenthsInCharacters() throws {
    let values = (0..<80).map { Double($0) - 40 } + [.nan]
    let chart = try matrix(values, rows: 3, columns: 27)
    let text = try Gnuplot().text(chart, columns: 60, rows: 14)
    #expect(text.contains("tenths: 0 to 9 up to 40.0, a to i down to -40.0"))
    #expect(text.contains("row0 +iiiiihhhh"))
  }

  @Test func aPictureChoosesTheTextThatFits() throws {
    let script = { (chart: Chart) in try GnuplotScript(chart, on: .picture(.svg)).text }
    let wide = try script(matrix([0.12, 0.5], rows: 1, columns: 2))
    #expect(wide.contains("label \"0.12\""))
    #expect(wide.contains("<2 rows of 7 doubles>"))
    #expect(wide.contains("with boxxyerror"))
    let narrow = try script(
      matrix((0..<40).map { 0.01 * Double($0) - 0.2 }, rows: 1, columns: 40))
    #expect(!narrow.contains("label \"-0.10\""))
    let medium = try script(
      matrix((0..<20).map { 0.01 * Double($0) - 0.12 }, rows: 1, columns: 20))
    #expect(medium.contains("label \"-0.12\""))
    #expect(medium.contains("font ',11.6'"))
  }

  @Test func confusionSaysCountsAndSharesOfRows() throws {
    let chart = try ConfusionChart.chart(
      of: .init(
        title: "c", classes: ["a", "b"], counts: [3, 1, 0, 0], facts: ["accuracy 75%", "x"]))
    #expect(chart.subtitle == "accuracy 75%, x")
    let cells = try cells(chart)
    #expect(cells.values.prefix(2) == [0.75, 0.25])
    #expect(cells.values[2].isNaN)
    #expect(
      cells.texts == [
        ["3\n75.0%", "1\n25.0%", "0", "0"], ["3  75.0%", "1  25.0%", "0", "0"],
        ["3", "1", "0", "0"],
      ])
    #expect(chart.panels[0].left.categories == ["a", "b"])
  }

  @Test func monthsAreATableWithTheYearUncoloured() throws {
    let chart = try MonthChart.chart(
      of: .init(
        title: "m", times: SampleCharts.days(300), returns: (0..<300).map { $0 < 22 ? 0.01 : 0 },
        facts: ["best +22%"]))
    #expect(chart.panels[0].left.categories == ["2004", "2005"])
    #expect(chart.subtitle == "best +22%, 7% of 14 months above 0")
    let cells = try cells(chart)
    #expect(cells.values.count == 26)
    #expect(abs(cells.values[8] - 0.22) < 1e-12)
    #expect(cells.values[0].isNaN)
    #expect(cells.values[12].isNaN)
    #expect(cells.texts[0][12] == "22.0")
    #expect(chart.panels[0].left.heading == "return (%)")
  }
}
