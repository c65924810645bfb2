/// Where the rows of an axis of categories lie between two heights of the canvas.
struct RowGrid: Equatable {
  let top: Double
  let count: Int
  /// In text whole lines, so that all rows are alike.
  let rowHeight: Double
  private let isText: Bool

  /// The most lines that a row of a text chart takes: cells need two for two lines of text, and
  /// one to part them.
  private static let mostLines = 3.0

  /// The rows of a panel that may take so much height; nil on an axis of numbers.
  init?(of panel: Chart.Panel, from top: Double, height: Double, canvas: Canvas) {
    guard !panel.left.categories.isEmpty else { return nil }
    self.top = top
    count = panel.left.categories.count
    isText = canvas.isText
    let share = (isText ? height - 1 : height) / Double(count)
    rowHeight = isText ? min(max(share.rounded(.down), 1), Self.mostLines) : share
  }

  /// What the rows take; in text with the line of the horizontal axis.
  var height: Double { Double(count) * rowHeight + (isText ? 1 : 0) }

  /// The middle of a row; in text of the middle line, the upper of two.
  func middle(_ row: Int) -> Double {
    let lines = isText ? ((rowHeight - 1) / 2).rounded(.down) + 0.5 : rowHeight / 2
    return top + Double(row) * rowHeight + lines
  }

  /// Rows by number; the first and the last line of a text panel are its ends.
  var scale: Scale {
    let middle = isText ? ((rowHeight - 1) / 2).rounded(.down) / rowHeight : 0.5
    return Scale(rows: count, firstMiddle: middle)
  }
}
