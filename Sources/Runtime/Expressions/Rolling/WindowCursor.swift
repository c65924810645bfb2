/// Gives the first row of each row's window; rows are asked for in ascending order.
protocol WindowStarts {
  mutating func start(endingAt row: Int) -> Int
}

/// The starts of windows of a fixed count of bars, cut at the first row of the segment.
struct BarStarts: WindowStarts {
  let first: Int
  let bars: Int

  func start(endingAt row: Int) -> Int { max(first, row - bars + 1) }
}

/// The starts of windows in bars or in time.
struct WindowCursor: WindowStarts {
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
