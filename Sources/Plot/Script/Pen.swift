/// How one series is drawn: colour, width and dashes in a picture, a character in text.
struct Pen: Equatable {
  var color: String
  var width: Double
  /// gnuplot's dash type; 1 is solid.
  var dash: Int
  /// gnuplot's line type, which chooses the character of a line in text.
  var lineType: Int
  /// The character of this series in text.
  var mark: String

  /// The characters that gnuplot's text terminal gives to line types 1, 2, ...
  private static let lineMarks = ["*", "#", "$", "%", "@", "&", "="]
  private static let pointMarks = ["o", "x", "+", "s"]
  /// Lines beside bars take other characters than these.
  private static let barMarks = ["#", "="]

  /// The pens of a panel's series, in their order.
  static func pens(for panel: Chart.Panel) -> [Pen] {
    var colors = 0
    var pens = panel.series.map { series in
      defer { if series.tone == .automatic { colors += 1 } }
      return Pen(series.tone, index: colors)
    }
    let taken = barMarks.prefix(panel.series.count { $0.shape.isBars })
    let free = lineMarks.indices.filter { !taken.contains(lineMarks[$0]) }
    var (lines, points, bars) = (0, 0, 0)
    for row in orderOfMarks(panel) {
      switch panel.series[row].shape {
      case .line, .steps:
        pens[row].lineType = free[lines % free.count] + 1
        pens[row].mark = lineMarks[free[lines % free.count]]
        lines += 1
      case .points:
        pens[row].mark = pointMarks[points % pointMarks.count]
        points += 1
      case .bars, .horizontalBars:
        pens[row].mark = barMarks[bars % barMarks.count]
        bars += 1
      case .intervals: pens[row].mark = "|"
      case .area:
        pens[row].mark = ":"
        pens[row].lineType = free[lines % free.count] + 1
        lines += 1
      case .band, .cells: pens[row].mark = ":"
      }
    }
    return pens
  }

  private init(_ tone: Chart.Tone, index: Int) {
    (lineType, mark, dash) = (1, "*", 1)
    switch tone {
    case .automatic:
      color = Palette.series[index % Palette.series.count]
      dash = 1 + index / Palette.series.count
      width = 1.6
    case .accent: (color, width) = (Palette.series[0], 1.6)
    case .leading: (color, width) = (Palette.leading, 2.2)
    case .muted: (color, width) = (Palette.muted, 1.6)
    case .adverse: (color, width) = (Palette.adverse, 1.6)
    }
  }

  /// The leading series gets the first character.
  private static func orderOfMarks(_ panel: Chart.Panel) -> [Int] {
    let rows = panel.series.indices
    return rows.filter { panel.series[$0].tone == .leading }
      + rows.filter { panel.series[$0].tone != .leading }
  }
}

extension Chart.Series.Shape {
  /// Whether the shape fills an area and so lies behind lines.
  var isFill: Bool {
    switch self {
    case .area, .band, .bars, .horizontalBars, .intervals, .cells: true
    case .line, .steps, .points: false
    }
  }

  var isBars: Bool {
    switch self {
    case .bars, .horizontalBars: true
    default: false
    }
  }

  var isHorizontalBars: Bool {
    if case .horizontalBars = self { return true }
    return false
  }

  var isCells: Bool {
    if case .cells = self { return true }
    return false
  }
}
