extension PanelScript {
  /// The boxes of a matrix in a picture, coloured by their values.
  func boxes(_ series: Chart.Series, _ cells: Chart.Cells) -> [PlotElement] {
    guard !canvas.isText else { return [] }
    let colors = ColorScale(cells)
    let x = series.x.values
    let rows = series.y.indices.filter {
      x.indices.contains($0) && cells.values.indices.contains($0)
    }.flatMap { cell in
      [
        x[cell], series.y[cell], x[cell] - 0.5, x[cell] + 0.5, series.y[cell] - 0.5,
        series.y[cell] + 0.5, colors.color(of: cells.values[cell]).number,
      ]
    }
    return [
      PlotElement(
        using: "using 1:2:3:4:5:6:7",
        style: "with boxxyerror fs solid 1 border lc rgb '#ffffff' lc rgb variable", columns: 7,
        rows: rows)
    ]
  }

  /// Writes the texts of all matrices of the panel, and what their colours mean.
  mutating func writeCells() {
    guard let rows = frame.rows, case .categories(let names) = chart.x.kind else { return }
    let columns = ColumnGrid(
      count: names.count, from: layout.left, to: layout.right, canvas: canvas)
    for series in panel.series {
      guard case .cells(let cells) = series.shape else { continue }
      let text = CellText.fitting(
        cells, width: columns.columnWidth, height: rows.rowHeight, canvas: canvas)
      if canvas.isText {
        writeCharacters(series, cells, text ?? Self.tenths(cells, canvas), columns, rows)
        if text == nil { writeTenthsKey(cells) }
      } else {
        if let text { writeTexts(series, cells, text, columns, rows) }
        writeColorKey(cells)
      }
    }
  }

  /// The cells of a series with their places in the grid.
  private func places(_ series: Chart.Series) -> [(cell: Int, column: Int, row: Int)] {
    let x = series.x.values
    return series.y.indices.compactMap { cell in
      guard x.indices.contains(cell), let column = Int(exactly: x[cell]),
        let row = Int(exactly: series.y[cell])
      else { return nil }
      return (cell, column, row)
    }
  }

  private mutating func writeTexts(
    _ series: Chart.Series, _ cells: Chart.Cells, _ text: CellText, _ columns: ColumnGrid,
    _ rows: RowGrid
  ) {
    let colors = ColorScale(cells)
    let line = canvas.lineHeight * (text.isSmall ? CellText.smallSize : 1)
    for (cell, column, row) in places(series) where text.lines.indices.contains(cell) {
      let isDark = colors.color(of: cells.values[cell]).isDark
      let look = Look.cell(isDark ? "#ffffff" : Palette.text, isSmall: text.isSmall)
      let lines = text.lines[cell]
      let first = rows.middle(row) - line * Double(lines.count - 1) / 2
      for (index, words) in lines.enumerated() {
        let y = first + Double(index) * line
        label(words, x: columns.middle(column), y: y, align: "center", look: look)
      }
    }
  }

  /// Numbers in characters end under one another; a missing one is a full stop.
  private mutating func writeCharacters(
    _ series: Chart.Series, _ cells: Chart.Cells, _ text: CellText, _ columns: ColumnGrid,
    _ rows: RowGrid
  ) {
    let side = ((columns.columnWidth - text.width) / 2).rounded(.down)
    for (cell, column, row) in places(series) where text.lines.indices.contains(cell) {
      let value = cells.values[cell]
      let lines = text.lines[cell] == [""] && !value.isFinite ? ["."] : text.lines[cell]
      let look = value < 0 ? Look.colored(Palette.adverse) : .normal
      let end = columns.start(column) + side + text.width
      let top = rows.middle(row) - (Double(text.lineCount) / 2 - 0.5).rounded(.down)
      for (index, words) in lines.enumerated() {
        label(words, x: end - Double(words.count), y: top + Double(index), look: look)
      }
    }
  }

  /// One character a cell where no number fits: 1 to 9 up to the upper end, a to i down to the
  /// lower.
  private static func tenths(_ cells: Chart.Cells, _ canvas: Canvas) -> CellText {
    let colors = ColorScale(cells)
    let below = Array("0abcdefghi")
    let marks = cells.values.map { value -> String in
      guard value.isFinite else { return "" }
      let tenth = colors.tenth(of: value)
      return tenth < 0 ? String(below[min(-tenth, 9)]) : "\(tenth)"
    }
    return CellText(marks: marks)
  }

  private mutating func writeTenthsKey(_ cells: Chart.Cells) {
    guard let y = frame.headerY.first else { return }
    let (low, high) = ends(cells)
    let words =
      cells.colors == .diverging
      ? "tenths: 0 to 9 up to \(high), a to i down to \(low)"
      : "tenths: 0 to 9 from \(low) to \(high)"
    let start = max(layout.right - Double(words.count), Double(frame.legend.heading.count + 2))
    let room = Int(exactly: canvas.width - start) ?? words.count
    label(TextLayout.cut(words, width: room), x: start, y: y)
  }

  /// The colours between the two ends of the range, over the right edge of the panel.
  private mutating func writeColorKey(_ cells: Chart.Cells) {
    guard let y = frame.headerY.first else { return }
    let colors = ColorScale(cells)
    let (low, high) = ends(cells)
    let gap = canvas.characterWidth / 2
    let end = layout.right - canvas.textWidth(high) - gap
    let (count, width) = (40, 4.0)
    let start = end - Double(count) * width
    let half = canvas.lineHeight * 0.3
    for step in 0..<count {
      let share = (Double(step) + 0.5) / Double(count)
      let value =
        cells.range.lowerBound + share * (cells.range.upperBound - cells.range.lowerBound)
      let left = start + Double(step) * width
      // Wider than its step: the next one covers the rest.
      let corners = [(left, y + half), (min(left + width + 1, end), y - half)].map {
        "screen \(canvas.screenX($0.0)), screen \(canvas.screenY($0.1))"
      }
      say(
        "set object rectangle from \(corners[0]) to \(corners[1]) "
          + "fc rgb '\(colors.color(of: value).hex)' fs solid 1 noborder")
    }
    label(low, x: start - gap, y: y, align: "right", look: .faint)
    label(high, x: end + gap, y: y, look: .faint)
  }

  private func ends(_ cells: Chart.Cells) -> (low: String, high: String) {
    let text = { NumberText.plain($0, format: cells.format) }
    return (text(cells.range.lowerBound), text(cells.range.upperBound))
  }
}
