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
  /// The names along a horizontal axis of categories.
  let categories: CategoryLabels?
  /// The height that is used: that of the canvas, or less in a text chart of few rows.
  let height: Double

  /// - Throws: when nothing can be drawn, or not on so small a canvas.
  init(_ chart: Chart, on canvas: Canvas) throws(PlotError) {
    let margins = Margins(chart, on: canvas)
    x = try HorizontalAxis.scale(chart)
    panels = try PanelLayout.stack(
      chart.panels, legends: margins.legends, from: margins.top,
      to: canvas.height - margins.footer, canvas: canvas)
    let floor = panels.last?.bottom ?? margins.top
    height = floor + margins.footer

    categories = margins.categories
    left = Self.leftMargin(chart, panels, canvas)
    xTicks =
      categories?.ticks
      ?? HorizontalAxis.ticks(chart, x, width: canvas.width - left, canvas: canvas)
    right = Self.rightEdge(chart, panels, left: left, ticks: xTicks, categories, canvas)
    guard right - left >= 12 * canvas.characterWidth else { throw .tooNarrow }

    let line = canvas.lineHeight
    let start = canvas.isText ? 0 : line * 0.5
    title = Line(text: margins.title, y: start + line / 2)
    let under = margins.top - (canvas.isText ? 0 : line * 0.5)
    let count = margins.subtitle.count
    subtitle = margins.subtitle.enumerated().map {
      Line(text: $0.element, y: under - (Double(count - $0.offset) - 0.5) * line)
    }
    axisLabel = Line(
      text: HorizontalAxis.label(chart, width: right - left, canvas: canvas),
      y: floor + (categories?.extraHeight ?? 0) + line * (canvas.isText ? 1.5 : 2.4))
    let foot = height
    notes = margins.notes.enumerated().map {
      let rest = Double(margins.notes.count - $0.offset)
      return Line(text: $0.element, y: foot - (rest - (canvas.isText ? 0.5 : 0.3)) * line)
    }
  }

  /// The width of the names of rows and the gap to the panel.
  static func rowMargin(_ names: [String], _ canvas: Canvas) -> Double {
    let widest = names.map { canvas.textWidth(PanelLayout.rowName($0, canvas)) }.max() ?? 0
    return widest + 2 * canvas.characterWidth
  }

  private static func leftMargin(
    _ chart: Chart, _ panels: [PanelLayout], _ canvas: Canvas
  ) -> Double {
    let ticks = panels.filter { $0.rows == nil }.flatMap(\.leftTicks)
    let longest = max(ticks.map(\.label.count).max() ?? 0, 3)
    let widest = ticks.map { canvas.textWidth($0.label) }.max() ?? 0
    return max(
      Double(longest + 2) * canvas.characterWidth, widest + 2 * canvas.characterWidth,
      rowMargin(chart.panels.flatMap(\.left.categories), canvas))
  }

  private static func rightEdge(
    _ chart: Chart, _ panels: [PanelLayout], left: Double, ticks: [Tick],
    _ categories: CategoryLabels?, _ canvas: Canvas
  ) -> Double {
    let labels = panels.flatMap { $0.rightTicks.map(\.label.count) }.max() ?? 0
    let last = categories?.isUpright == true ? 0 : ticks.last?.label.count ?? 0
    let overhang = Double(last / 2 + 1) * canvas.characterWidth
    let room = labels > 0 ? Double(labels + 2) * canvas.characterWidth : 2 * canvas.characterWidth
    let edge = canvas.width - max(overhang, room)
    guard canvas.isText, chart.hasCells, case .categories(let names) = chart.x.kind else {
      return edge
    }
    // Columns of whole characters, and no wider than numbers and names need.
    let longest = Double(max(names.map(\.count).max() ?? 0, 10) + 2)
    let grid = ColumnGrid(count: names.count, from: left, to: canvas.width - 1, canvas: canvas)
    return left + 1 + Double(names.count) * min(grid.columnWidth, longest)
  }
}

extension Chart {
  /// Whether a panel shows a matrix.
  var hasCells: Bool { panels.contains { $0.series.contains { $0.shape.isCells } } }
}

extension PlotError {
  fileprivate static var tooNarrow: PlotError {
    PlotError("the surface is too narrow for this chart's labels")
  }
}
