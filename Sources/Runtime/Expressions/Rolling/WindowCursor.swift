/// Walks over the rows of a segment and gives the first row of each row's window.
struct WindowCursor {
  private let window: Window
  private let times: [Int64]
  private let first: Int
  private var start: Int

  /// - Throws: `Failure` when a window in time meets rows without time.
  init(_ window: Window, axis: Axis, rows: Range<Int>) throws {
    if case .duration = window, !axis.hasTime { throw WindowCursor.noTime }
    self.window = window
    times = axis.times
    first = rows.lowerBound
    start = rows.lowerBound
  }

  /// The first row of the window that ends at `row`; rows are asked for in ascending order.
  mutating func start(endingAt row: Int) -> Int {
    switch window {
    case .bars(let count): start = max(first, row - count + 1)
    case .duration(let length):
      let (bound, overflow) = times[row].subtractingReportingOverflow(length)
      while !overflow, times[start] <= bound { start += 1 }
    }
    return start
  }

  private static let noTime = Failure("a window in time needs a frame with times")
}
