/// Where everything of a chart stands on its canvas, in the canvas's units from the upper left.
struct Layout {
  /// A line of text and the height of its middle.
  struct Line: Equatable {
    let text: String
    let y: Double
  }

  let title: Line
  let subtitle: [Line]
  let panels: [PanelLayout]
  /// The left and right edges that all panels share.
  let left: Double
  let right: Double
  let axisLabel: Line
  let notes: [Line]
  let x: Scale
  let xTicks: [Tick]

  /// - Throws: when nothing can be drawn, or not on so small a canvas.
  init(_ chart: Chart, on canvas: Canvas) throws(PlotError) {
    let line = canvas.lineHeight
    let width = canvas.charactersPerLine
    x = try HorizontalAxis.scale(chart)
    let notes = chart.notes.flatMap { TextLayout.lines($0, width: width - 2, limit: 2) }
    let subtitle = TextLayout.lines(chart.subtitle, width: width - 2, limit: 3)
    let legends = chart.panels.map { Legend(of: $0, mode: chart.legend, width: width - 16) }

    var y = canvas.isText ? 0 : line * 0.5
    title = Line(text: TextLayout.cut(chart.title, width: width - 2), y: y + line / 2)
    y += canvas.isText ? line : line * 1.25
    self.subtitle = subtitle.enumerated().map {
      Line(text: $0.element, y: y + (Double($0.offset) + 0.5) * line)
    }
    y += Double(subtitle.count) * line + (canvas.isText ? 0 : line * 0.5)

    let footer = Double(2 + notes.count) * line + (canvas.isText ? 0 : line * 1.4)
    let floor = canvas.height - footer
    panels = try PanelLayout.stack(
      chart.panels, legends: legends, from: y, to: floor, canvas: canvas)

    let labels = panels.flatMap { $0.leftTicks.map(\.label.count) }.max() ?? 0
    let rightLabels = panels.flatMap { $0.rightTicks.map(\.label.count) }.max() ?? 0
    left = Double(max(labels, 3) + 2) * canvas.characterWidth
    let ticks = HorizontalAxis.ticks(chart, x, width: canvas.width - left, canvas: canvas)
    let overhang = Double((ticks.last?.label.count ?? 0) / 2 + 1) * canvas.characterWidth
    let rightRoom =
      rightLabels > 0 ? Double(rightLabels + 2) * canvas.characterWidth : 2 * canvas.characterWidth
    right = canvas.width - max(overhang, rightRoom)
    guard right - left >= 12 * canvas.characterWidth else { throw .tooNarrow }
    xTicks = ticks
    axisLabel = Line(
      text: HorizontalAxis.label(chart, width: right - left, canvas: canvas),
      y: floor + line * (canvas.isText ? 1.5 : 2.4))
    self.notes = notes.enumerated().map {
      Line(
        text: $0.element,
        y: canvas.height - (Double(notes.count - $0.offset) - (canvas.isText ? 0.5 : 0.3)) * line)
    }
  }
}

extension PlotError {
  fileprivate static var tooNarrow: PlotError {
    PlotError("the surface is too narrow for this chart's labels")
  }
}
