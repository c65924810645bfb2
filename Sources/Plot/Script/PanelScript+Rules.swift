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
    say(
      "set arrow from graph 0, \(axis) \(level) to graph 1, \(axis) \(level) "
        + "nohead back\(ruleStyle)")
    guard !label.isEmpty else { return }
    let line = canvas.lineHeight
    let y = frame.bottom - share * (frame.bottom - frame.top)
    let offset = y - frame.top > 1.2 * line ? -0.6 * line : 0.6 * line
    let row = canvas.isText ? y.rounded(.down) + (offset < 0 ? -0.5 : 1.5) : y + offset
    writeBoxed(label, x: layout.right - canvas.characterWidth / 2, y: row, align: "right")
  }

  /// Labels stand at the top, right of their lines, one line lower where they would touch.
  private mutating func writeVertical(_ rules: [(x: Double, label: String)]) {
    var ends: [Double] = []
    for rule in rules {
      say(
        "set arrow from first \(rule.x), graph 0 to first \(rule.x), graph 1 "
          + "nohead back\(ruleStyle)")
      guard !rule.label.isEmpty else { continue }
      let width = canvas.textWidth(rule.label)
      let line = layout.left + layout.x.share(rule.x) * (layout.right - layout.left)
      let fits = line + width + canvas.characterWidth <= layout.right
      let start = fits ? line + canvas.characterWidth : line - canvas.characterWidth - width
      let row = ends.firstIndex { $0 < start } ?? ends.count
      let end = start + width + canvas.characterWidth
      if row < ends.count { ends[row] = end } else { ends.append(end) }
      let y = frame.top + (Double(row) + (canvas.isText ? 0.5 : 0.7)) * canvas.lineHeight
      guard y < frame.bottom else { continue }
      writeBoxed(rule.label, x: start, y: y, align: "left")
    }
  }

  private mutating func writeBoxed(_ text: String, x: Double, y: Double, align: String) {
    label(TextLayout.cut(text, width: 40), x: x, y: y, align: align, look: .faint)
  }

  private var ruleStyle: String {
    canvas.isText ? "" : " lt 1 lw 1 dt 2 lc rgb '\(Palette.rule)'"
  }
}
