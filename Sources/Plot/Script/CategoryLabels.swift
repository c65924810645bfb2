/// The names along a horizontal axis of categories.
///
/// Where neighbours would touch, a text chart puts them on up to three lines by turns, and a
/// picture turns them upright; only where that does not help are some left out.
struct CategoryLabels: Equatable {
  let ticks: [Tick]
  /// The lines that take the names by turns.
  let lines: Int
  let isUpright: Bool
  /// What the names need beyond one line.
  let extraHeight: Double

  private static let mostLines = 3
  /// Names are not cut below this; rather are some left out.
  private static let leastLength = 12
  private static let mostLength = 24

  /// - Parameter width: the length of the axis in the canvas's units.
  init(_ labels: [String], width: Double, canvas: Canvas) {
    let room = width / Double(max(labels.count, 1))
    if canvas.isText {
      self.init(text: labels, room: max(room, 0.1))
    } else {
      self.init(picture: labels, room: max(room, 0.1), canvas: canvas)
    }
  }

  private init(text labels: [String], room: Double) {
    let longest = min(labels.map(\.count).max() ?? 0, Self.mostLength)
    let needed = Self.whole((Double(longest + 1) / room).rounded(.up))
    let lines = min(max(needed, 1), Self.mostLines)
    let least = Double(min(longest, Self.leastLength) + 1)
    let every = max(Self.whole((least / (room * Double(lines))).rounded(.up)), 1)
    let length = Self.whole((room * Double(lines * every)).rounded(.down)) - 1
    ticks = Self.ticks(labels, every: every, length: min(max(length, 0), Self.mostLength))
    self.lines = min(lines, max(ticks.count, 1))
    isUpright = false
    extraHeight = Double(self.lines - 1)
  }

  private init(picture labels: [String], room: Double, canvas: Canvas) {
    lines = 1
    let characters = Self.whole((room / canvas.characterWidth).rounded(.down))
    let widest = labels.map { canvas.textWidth($0) }.max() ?? 0
    if widest + canvas.characterWidth <= room || characters > 16 {
      ticks = Self.ticks(labels, every: 1, length: max(characters - 1, 15))
      isUpright = false
      extraHeight = 0
      return
    }
    let every = max(Self.whole((canvas.lineHeight * 0.95 / room).rounded(.up)), 1)
    ticks = Self.ticks(labels, every: every, length: Self.mostLength)
    isUpright = true
    let height = ticks.map { canvas.textWidth($0.label) }.max() ?? 0
    extraHeight = max(height - canvas.lineHeight * 0.6, 0)
  }

  private static func ticks(_ labels: [String], every: Int, length: Int) -> [Tick] {
    labels.indices.filter { $0.isMultiple(of: every) }.map {
      let label = labels[$0]
      // Three dots would be most of a short name.
      let text = length < 8 ? String(label.prefix(length)) : TextLayout.cut(label, width: length)
      return Tick(position: Double($0), label: text)
    }
  }

  private static func whole(_ value: Double) -> Int { Int(exactly: value) ?? 1 }
}
