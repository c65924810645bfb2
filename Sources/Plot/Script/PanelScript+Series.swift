extension PanelScript {
  /// Writes the `plot` command of the panel and the columns it reads: fills first, then lines.
  mutating func writeSeries() {
    let order =
      panel.series.indices.filter { panel.series[$0].shape.isFill }
      + panel.series.indices.filter { !panel.series[$0].shape.isFill }
    let isBarred = panel.series.contains { $0.shape.isBars }
    var elements = order.flatMap { self.elements(of: $0) }
    elements = isBarred ? elements + ruleCells : ruleCells + elements
    elements = elements.filter { !$0.rows.isEmpty }
    if elements.isEmpty { elements = [nothing] }
    let commands = elements.map(\.command)
    say("plot " + commands.joined(separator: ", \\\n  "))
    for element in elements { send(element.rows, columns: element.columns) }
  }

  /// An element that draws nothing: gnuplot refuses a plot without one.
  private var nothing: PlotElement {
    PlotElement(
      using: "using 1:2", style: "with dots", columns: 2,
      rows: [layout.x.lower, frame.leftScale.lower])
  }

  private func elements(of index: Int) -> [PlotElement] {
    let series = panel.series[index]
    let pen = pens[index]
    let scale = series.side == .right ? frame.rightScale ?? frame.leftScale : frame.leftScale
    let axes = series.side == .right ? " axes x1y2" : ""
    let drawn = SeriesRows(series, scale: scale, layout: layout, columns: pixelColumns)
    switch series.shape {
    case .line:
      return [drawn.line(axes, "with lines \(lineStyle(pen))")]
    case .steps:
      return [drawn.line(axes, "with steps \(lineStyle(pen))")]
    case .points:
      return points(drawn, axes, pen)
    case .cells(let cells): return boxes(series, cells)
    case .horizontalBars(let width):
      return canvas.isText ? lyingCells(drawn, pen) : [lyingBoxes(drawn, pen, width: width)]
    case .bars, .area, .band, .intervals:
      if canvas.isText { return cells(drawn, axes, pen) }
      return fills(drawn, axes, pen)
    }
  }

  private func fills(_ drawn: SeriesRows, _ axes: String, _ pen: Pen) -> [PlotElement] {
    let color = "fc rgb '\(pen.color)' fs \(fillStyle(drawn.series.shape)) noborder"
    switch drawn.series.shape {
    case .bars: return [drawn.bars(axes, "with boxes \(color)")]
    case .intervals:
      return [drawn.intervals(axes, "with vectors heads size screen 0.004,90 \(lineStyle(pen))")]
    case .area:
      return [
        drawn.filled(axes, "with filledcurves \(color)"),
        drawn.line(axes, "with lines \(lineStyle(pen))"),
      ]
    default: return [drawn.filled(axes, "with filledcurves \(color)")]
    }
  }

  /// A fill in characters: one point for each cell that it covers, and the edge of an area.
  private func cells(_ drawn: SeriesRows, _ axes: String, _ pen: Pen) -> [PlotElement] {
    let fill = CellFill(
      drawn.series, x: layout.x, y: drawn.scale, columns: pixelColumns, rows: pixelRows)
    let cells = PlotElement(
      using: "using 1:2\(axes)", style: "with points \(pointStyle(pen, size: 1))", columns: 2,
      rows: fill.points)
    guard case .area = drawn.series.shape else { return [cells] }
    return [cells, drawn.line(axes, "with lines \(lineStyle(pen))")]
  }

  var pixelColumns: Int {
    Int(exactly: (layout.right - layout.left).rounded(.down)) ?? 1
  }

  var pixelRows: Int { Int(exactly: (frame.bottom - frame.top).rounded(.down)) ?? 1 }

  func lineStyle(_ pen: Pen) -> String {
    if !canvas.isText { return "lt 1 lw \(pen.width) dt \(pen.dash) lc rgb '\(pen.color)'" }
    return "lt \(pen.lineType)" + (canvas.isColored ? " lc rgb '\(pen.color)'" : "")
  }

  func pointStyle(_ pen: Pen, size: Double) -> String {
    if !canvas.isText { return "pt 7 ps \(size) lc rgb '\(pen.color)'" }
    return "pt '\(pen.mark)'" + (canvas.isColored ? " lc rgb '\(pen.color)'" : "")
  }

  func fillStyle(_ shape: Chart.Series.Shape) -> String {
    shape.isBars ? "solid 0.75" : "transparent solid 0.25"
  }
}
