/// Where the columns of a horizontal axis of categories lie between two edges of the canvas.
struct ColumnGrid: Equatable {
  let left: Double
  /// In text whole characters, of which the first column of the panel, its axis, takes none.
  let columnWidth: Double
  private let span: Double
  private let count: Int
  private let isText: Bool

  init(count: Int, from left: Double, to right: Double, canvas: Canvas) {
    self.left = left
    self.count = max(count, 1)
    isText = canvas.isText
    span = isText ? right - left - 1 : right - left
    let share = span / Double(self.count)
    columnWidth = isText ? max(share.rounded(.down), 1) : share
  }

  /// The left edge of a column of cells.
  func start(_ column: Int) -> Double {
    left + Double(column) * columnWidth + (isText ? 1 : 0)
  }

  /// The middle of a column of cells; in text the left one of two.
  func cellMiddle(_ column: Int) -> Double {
    let half = isText ? ((columnWidth - 1) / 2).rounded(.down) + 0.5 : columnWidth / 2
    return start(column) + half
  }

  /// The middle of a column; in text of the character where gnuplot draws it.
  func middle(_ column: Int) -> Double {
    let place = (Double(column) + 0.5) / Double(count) * span
    return left + (isText ? place.rounded() + 0.5 : place)
  }
}
