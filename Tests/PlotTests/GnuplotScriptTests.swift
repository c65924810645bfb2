import Testing

@testable import Plot

struct GnuplotScriptTests {
  let chart = Chart(
    title: "Rate's path", subtitle: "two values",
    x: .init(.number, label: "step", format: .whole),
    panels: [
      .init(
        series: [
          .init("rate", x: .numbers([0, 1, 2]), y: [0.1, .nan, 0.3]),
          .init("level", shape: .points, x: .numbers([1]), y: [20], side: .right),
        ], left: .init("rate", format: .percent), rules: [.init(.horizontal(0.2), label: "mean")])
    ], notes: ["a note"])

  @Test func aPictureScript() throws {
    #expect(try GnuplotScript(chart, on: .picture(.svg)).text == Self.picture)
  }

  @Test func aTextScript() throws {
    #expect(try GnuplotScript(chart, on: .plainText).text == Self.characters)
  }

  @Test func theDataFollowTheirCommandInOrder() throws {
    let blocks = try GnuplotScript(chart, on: .picture(.png)).steps.compactMap { step in
      if case .rows(let values, _) = step { values } else { nil }
    }
    #expect(blocks.count == 2)
    #expect(blocks[0].map { $0.isNaN ? -1 : $0 } == [0, 0.1, 0, 0.1, -1, -1, 2, 0.3, 2, 0.3])
    #expect(blocks[1] == [1, 20])
  }

  @Test func manyRowsBecomeAFewThousand() throws {
    let script = try GnuplotScript(SampleCharts.line(rows: 60_000), on: .picture(.svg))
    let sizes = script.steps.compactMap { step in
      if case .rows(let values, _) = step { values.count } else { nil }
    }
    #expect(sizes.count == 2)
    #expect(sizes.allSatisfy { $0 < 2 * 6 * 1000 })
  }

  @Test func aPanelWithoutValuesIsDrawnEmpty() throws {
    var chart = chart
    chart.panels.append(
      .init(series: [.init("gone", x: .numbers([0, 1]), y: [.nan, .nan])]))
    #expect(try Gnuplot().text(chart).contains("Rate's path"))
  }

  @Test func nothingToDrawIsAnError() {
    var empty = chart
    empty.panels = []
    refuse(empty, "nothing to plot: 'Rate's path' has no value that is not missing")
    empty.panels = [.init(series: [.init("x", x: .numbers([1]), y: [.infinity])])]
    refuse(empty, "nothing to plot: 'Rate's path' has no value that is not missing")
  }

  @Test func valuesBeyondAnyAxisAreAnError() {
    var huge = chart
    huge.panels[0].series[0].y = [1, 1e300, 2]
    refuse(huge, "values beyond 1e150 cannot be drawn")
  }

  @Test func aSmallSurfaceIsAnError() {
    refuse(
      chart, "20x5 characters is no size for a chart: 30x10 to 1000x500",
      on: .text(columns: 20, rows: 5, isColored: false))
    refuse(
      chart, "the surface is too low for this chart's panels",
      on: .text(columns: 60, rows: 10, isColored: false), panels: 3)
    refuse(
      chart, "100x100 pixels is no size for a chart: 300x200 to 10000x10000",
      on: .sixel(width: 100, height: 100))
  }

  @Test func columnsOfUnequalLengthAreAnError() {
    var uneven = chart
    uneven.panels[0].series[0].y = [1]
    refuse(uneven, "'rate' has 1 values for 3 positions")
  }

  @Test func everyShapeAxisAndScaleIsAccepted() throws {
    let x = Chart.Positions.numbers([0, 1, 2, 3])
    let y = [1.0, 10, .nan, 1000]
    let shapes: [Chart.Series.Shape] = [
      .line, .steps, .points, .bars(width: nil), .bars(width: 0.5), .area(from: 1), .band,
      .intervals,
    ]
    let series = shapes.enumerated().map {
      Chart.Series(
        "s\($0.offset)", shape: $0.element, x: x, y: y, base: [2, 2, 2, 2],
        side: $0.offset.isMultiple(of: 2) ? .left : .right,
        tone: [.automatic, .leading, .muted, .adverse][$0.offset % 4])
    }
    for scale in [Chart.ValueAxis.Scale.linear, .logarithmic] {
      let chart = Chart(
        title: "all", x: .init(.categories(["a", "bb", "ccc", "d"]), label: "kind"),
        panels: [
          .init(
            title: "panel", series: series, left: .init("left", unit: "u", scale: scale),
            right: .init("right", scale: scale),
            rules: [
              .init(.horizontal(5), label: "five"), .init(.horizontalRight(7)),
              .init(.vertical(.number(1)), label: "one"),
              .init(.vertical(.number(99)), label: "outside"),
            ])
        ])
      for terminal in [Terminal.plainText, .picture(.svg)] {
        #expect(try !Gnuplot().draw(chart, on: terminal).isEmpty)
      }
      #expect(try Gnuplot().text(chart).contains("ccc"))
    }
  }

  private func refuse(
    _ chart: Chart, _ message: String, on terminal: Terminal = .plainText, panels: Int = 1
  ) {
    var chart = chart
    while chart.panels.count < panels, let panel = chart.panels.first {
      chart.panels.append(panel)
    }
    let error = #expect(throws: PlotError.self) { try GnuplotScript(chart, on: terminal) }
    #expect(error?.message == message)
  }
}
