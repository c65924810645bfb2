extension PanelScript {
  /// More points than this hide one another: they are drawn so that dense places show.
  private static let many = 500

  /// Single points, or a cloud.
  func points(_ drawn: SeriesRows, _ axes: String, _ pen: Pen) -> [PlotElement] {
    let count = drawn.series.y.count
    guard count > Self.many else {
      let size = count <= 12 ? 1.3 : 0.6
      return [drawn.points(axes, "with points \(pointStyle(pen, size: size))", pixelRows)]
    }
    if canvas.isText { return cloud(drawn, axes, pen) }
    return [
      drawn.points(
        axes, "with points pt 7 ps 0.5 lc rgb '#80\(pen.color.dropFirst())'", pixelRows)
    ]
  }

  /// A cloud in characters: how many points fall into a cell, by thirds of the fullest one's
  /// logarithm.
  private func cloud(_ drawn: SeriesRows, _ axes: String, _ pen: Pen) -> [PlotElement] {
    let counts = Decimation.counts(
      x: drawn.x, y: drawn.series.y, xScale: layout.x, yScale: drawn.scale,
      columns: max(pixelColumns - 1, 1), rows: max(pixelRows - 1, 1))
    let most = Double(counts.map(\.count).max() ?? 1)
    let marks = [".", "o", "@"]
    return marks.indices.map { level in
      let cells = counts.filter { cell in
        let place = most > 1 ? Double(cell.count - 1) / (most - 1) : 0
        return min(Int(exactly: (place.squareRoot() * 3).rounded(.down)) ?? 0, 2) == level
      }
      let color = canvas.isColored ? " lc rgb '\(pen.color)'" : ""
      return PlotElement(
        using: "using 1:2\(axes)", style: "with points pt '\(marks[level])'\(color)", columns: 2,
        rows: cells.flatMap { [$0.x, $0.y] })
    }
  }
}
