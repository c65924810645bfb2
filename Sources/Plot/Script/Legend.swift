/// The row or rows over a panel: headings of its axes and the names of its series.
struct Legend: Equatable {
  /// The heading of the left axis, with the panel's title before it.
  let heading: String
  let rightHeading: String
  /// The names by rows.
  let rows: [[Entry]]
  /// Whether the names stand on the row of the headings.
  let sharesHeadingRow: Bool
  /// Whether the row of the headings also says what the colours of a matrix mean.
  let hasColorKey: Bool

  /// The name of a series and its index in the panel.
  struct Entry: Equatable {
    let name: String
    let series: Int
  }

  /// Characters that the sample of a line and the gap to the next name take.
  static let sampleWidth = 3
  static let gap = 3

  /// How many lines of text the headings and names take.
  var lineCount: Int {
    let headings = heading.isEmpty && rightHeading.isEmpty && !hasColorKey ? 0 : 1
    return sharesHeadingRow ? 1 : headings + rows.count
  }

  /// - Parameters:
  ///   - width: the characters that a row may take.
  ///   - keyWidth: those of them that the colours of a matrix take with their ends.
  init(of panel: Chart.Panel, mode: Chart.Legend, width: Int, keyWidth: Int) {
    let title = [panel.title, panel.left.heading].filter { !$0.isEmpty }
    hasColorKey = panel.series.contains { $0.shape.isCells }
    let room = hasColorKey ? max(width - keyWidth, 10) : width
    heading = TextLayout.cut(title.joined(separator: ": "), width: room)
    rightHeading = TextLayout.cut(panel.right?.heading ?? "", width: width / 3)
    let entries = mode == .hidden ? [] : Self.entries(panel, width: width)
    let used = heading.count + rightHeading.count + 2 * Self.gap
    let total = Self.width(of: entries)
    sharesHeadingRow = !entries.isEmpty && used + total <= width
    rows = sharesHeadingRow ? [entries] : Self.wrapped(entries, width: width)
  }

  /// The width of a row of names in characters.
  static func width(of entries: [Entry]) -> Int {
    entries.reduce(0) { $0 + $1.name.count + sampleWidth } + gap * max(entries.count - 1, 0)
  }

  private static func entries(_ panel: Chart.Panel, width: Int) -> [Entry] {
    let named = panel.series.indices.filter {
      !panel.series[$0].name.isEmpty && panel.series[$0].y.contains(where: \.isFinite)
    }
    let isNeeded = named.count > 1 || named.contains { panel.series[$0].side == .right }
    guard isNeeded else { return [] }
    return named.map { index in
      let series = panel.series[index]
      let name = series.side == .right ? onTheRight(series.name) : series.name
      return Entry(name: TextLayout.cut(name, width: width - sampleWidth), series: index)
    }
  }

  /// `close (right axis)`, and `close ($, right axis)` behind a unit.
  private static func onTheRight(_ name: String) -> String {
    name.hasSuffix(")") ? name.dropLast() + ", right axis)" : name + " (right axis)"
  }

  private static func wrapped(_ entries: [Entry], width: Int) -> [[Entry]] {
    var rows: [[Entry]] = []
    for entry in entries {
      if let row = rows.last, Self.width(of: row + [entry]) <= width {
        rows[rows.count - 1].append(entry)
      } else {
        rows.append([entry])
      }
    }
    return rows
  }
}
