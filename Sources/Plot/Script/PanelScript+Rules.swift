extension PanelScript {
  /// Writes the lines across the panel and their labels.
  mutating func writeRules() {
    var vertical: [(x: Double, label: String)] = []
    for rule in panel.rules {
      switch rule.place {
      case .horizontal(let level):
        writeLevel(level, scale: frame.leftScale, axis: "first", label: rule.label)
      case .horizontalRight(let level):
        guard let scale = frame.rightScale else { continue }
        writeLevel(level, scale: scale, axis: "second", label: rule.label)
      case .vertical(let position):
        guard (0...1).contains(layout.x.share(position.value)) else { continue }
        vertical.append((position.value, rule.label))
      }
    }
    writeVertical(vertical.sorted { $0.x < $1.x })
  }

  private mutating func writeLevel(_ level: Double, scale: Scale, axis: String, label: String) {
    let share = scale.share(level)
    guard level.isFinite, (0...1).contains(share) else { return }
    if canvas.isText {
      ruleCells.append(cells("-") { (Double($0) / Double(columns - 1), share) })
    } else {
      say(
        "set arrow from graph 0, \(axis) \(level) to graph 1, \(axis) \(level) "
          + "nohead back\(ruleStyle)")
    }
    guard !label.isEmpty else { return }
    let line = canvas.lineHeight
    let y = levelY(share)
    let row = y - frame.top > 1.2 * line ? y - labelDistance : y + labelDistance
    writeLabel(label, x: layout.right - canvas.characterWidth / 2, y: row, align: "right")
  }

  /// The height of a level on the canvas: in text the middle of its row.
  private func levelY(_ share: Double) -> Double {
    guard canvas.isText else { return frame.bottom - share * (frame.bottom - frame.top) }
    return frame.bottom - 0.5 - (share * Double(rows - 1)).rounded()
  }

  /// From a level to the middle of its label.
  private var labelDistance: Double { canvas.isText ? 1 : 0.6 * canvas.lineHeight }

  private var columns: Int { max(pixelColumns, 2) }
  private var rows: Int { max(pixelRows, 2) }

  /// A rule in characters: gnuplot's text terminal shifts arrows by a cell.
  private func cells(
    _ mark: String, place: (Int) -> (x: Double, y: Double)
  ) -> PlotElement {
    let count = mark == "-" ? columns : rows
    let points = (1..<count).flatMap { index in
      let (x, y) = place(index)
      return [layout.x.value(atShare: x), frame.leftScale.value(atShare: y)]
    }
    return PlotElement(
      using: "using 1:2", style: "with points pt '\(mark)'", columns: 2, rows: points)
  }

  /// Labels stand at the top, right of their lines, one line lower where they would touch.
  private mutating func writeVertical(_ rules: [(x: Double, label: String)]) {
    var ends: [Double] = []
    for rule in rules {
      let share = layout.x.share(rule.x)
      if canvas.isText {
        ruleCells.append(cells("|") { (share, Double($0) / Double(rows - 1)) })
      } else {
        say(
          "set arrow from first \(rule.x), graph 0 to first \(rule.x), graph 1 "
            + "nohead \(depth)\(ruleStyle)")
      }
      guard !rule.label.isEmpty else { continue }
      let width = canvas.textWidth(rule.label)
      let line = layout.left + share * (layout.right - layout.left)
      let space = canvas.characterWidth * (canvas.isText ? 2 : 1)
      let fits = line + width + space <= layout.right
      let start = fits ? line + space : line - space - width
      let row = ends.firstIndex { $0 < start } ?? ends.count
      let end = start + width + canvas.characterWidth
      if row < ends.count { ends[row] = end } else { ends.append(end) }
      let y = frame.top + (Double(row) + (canvas.isText ? 0.5 : 0.7)) * canvas.lineHeight
      guard y < frame.bottom else { continue }
      writeLabel(rule.label, x: start, y: y, align: "left")
    }
  }

  private mutating func writeLabel(_ text: String, x: Double, y: Double, align: String) {
    label(TextLayout.cut(text, width: 40), x: x, y: y, align: align, look: .faint)
  }

  /// Behind lines, but before bars, which would hide it.
  private var depth: String { panel.series.contains { $0.shape.isBars } ? "front" : "back" }

  private var ruleStyle: String {
    canvas.isText ? "" : " lt 1 lw 1 dt 2 lc rgb '\(Palette.rule)'"
  }
}
