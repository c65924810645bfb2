extension PanelScript {
  /// The thickest bar of a picture.
  /// - Unit: pixels.
  private static let thickest = 26.0

  /// Lying bars of a picture.
  func lyingBoxes(_ drawn: SeriesRows, _ pen: Pen, width: Double) -> PlotElement {
    let rowHeight = frame.rows?.rowHeight ?? Self.thickest
    let half = min(width, Self.thickest / rowHeight) / 2
    let rows = bars(drawn).flatMap { value, row in
      [value, row, min(value, 0), max(value, 0), row - half, row + half]
    }
    return PlotElement(
      using: "using 1:2:3:4:5:6",
      style: "with boxxyerror fc rgb '\(pen.color)' fs \(fillStyle(drawn.series.shape)) noborder",
      columns: 6, rows: rows)
  }

  /// Lying bars in characters: the middle line of each row.
  func lyingCells(_ drawn: SeriesRows, _ pen: Pen) -> [PlotElement] {
    let last = Double(max(pixelColumns, 2) - 1)
    let cells = bars(drawn).flatMap { value, row -> [Double] in
      let ends = [layout.x.share(0), layout.x.share(value)].map { ($0 * last).rounded() }.sorted()
      let first = max(ends[0], 1)
      guard ends[1] >= first, ends[1] <= last else { return [] }
      return stride(from: first, through: ends[1], by: 1).flatMap {
        [layout.x.value(atShare: $0 / last), row]
      }
    }
    return [
      PlotElement(
        using: "using 1:2", style: "with points \(pointStyle(pen, size: 1))", columns: 2,
        rows: cells)
    ]
  }

  private func bars(_ drawn: SeriesRows) -> [(value: Double, row: Double)] {
    zip(drawn.x, drawn.series.y).filter { $0.0.isFinite && $0.1.isFinite }
      .map { (value: $0.0, row: $0.1) }
  }
}
