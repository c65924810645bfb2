extension PanelScript {
  /// Writes the headings of the axes and the names of the series over the panel.
  mutating func writeHeader() {
    let legend = frame.legend
    guard let first = frame.headerY.first else { return }
    label(legend.heading, x: margin, y: first)
    label(legend.rightHeading, x: canvas.width - margin, y: first, align: "right")
    let hasHeadingRow = !legend.heading.isEmpty || !legend.rightHeading.isEmpty
    let skipped = hasHeadingRow && !legend.sharesHeadingRow ? 1 : 0
    for (row, entries) in legend.rows.enumerated() where row + skipped < frame.headerY.count {
      writeNames(entries, y: frame.headerY[row + skipped])
    }
  }

  private var margin: Double { canvas.isText ? 0 : canvas.characterWidth }

  /// One row of names, ending at the right edge of the panel.
  private mutating func writeNames(_ entries: [Legend.Entry], y: Double) {
    let sample = Double(Legend.sampleWidth) * canvas.characterWidth
    let gap = Double(Legend.gap) * canvas.characterWidth
    let names = entries.reduce(0) { $0 + canvas.textWidth($1.name) + sample + gap }
    let room = names - gap
    let reserved =
      frame.legend.sharesHeadingRow && !frame.legend.rightHeading.isEmpty
      ? canvas.textWidth(frame.legend.rightHeading) + 2 * canvas.characterWidth : 0
    var x = min(layout.right, canvas.width - margin - reserved) - room
    for entry in entries {
      writeSample(of: entry.series, x: x, y: y)
      label(entry.name, x: x + sample, y: y)
      x += sample + canvas.textWidth(entry.name) + gap
    }
  }

  private mutating func writeSample(of index: Int, x: Double, y: Double) {
    let pen = pens[index]
    let series = panel.series[index]
    if canvas.isText {
      let mark = canvas.isColored && series.shape.isLine ? "+" : pen.mark
      label(mark + mark, x: x, y: y, look: .colored(pen.color))
      return
    }
    let end = x + 2.4 * canvas.characterWidth
    switch series.shape {
    case .line, .steps:
      say("set arrow from \(place(x, y)) to \(place(end, y)) nohead \(lineStyle(pen))")
    case .points:
      say("set label '' at \(place((x + end) / 2, y)) point \(pointStyle(pen, size: 1))")
    case .intervals:
      let middle = (x + end) / 2
      let half = canvas.lineHeight * 0.35
      say(
        "set arrow from \(place(middle, y + half)) to \(place(middle, y - half)) "
          + "nohead \(lineStyle(pen))")
    case .area, .band, .bars, .horizontalBars, .cells:
      let half = canvas.lineHeight * 0.28
      say(
        "set object rectangle from \(place(x, y + half)) to \(place(end, y - half)) "
          + "fc rgb '\(pen.color)' fs \(fillStyle(series.shape)) noborder")
    }
  }

  private func place(_ x: Double, _ y: Double) -> String {
    "screen \(canvas.screenX(x)), screen \(canvas.screenY(y))"
  }
}

extension Chart.Series.Shape {
  var isLine: Bool { self == .line || self == .steps }
}
