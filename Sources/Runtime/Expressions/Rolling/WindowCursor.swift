/// Gives the first row of each row's window; rows are asked for in ascending order.
protocol WindowStarts {
  mutating func start(endingAt row: Int) -> Int
  /// Of windows of bars.
  var bars: Int? { get }
}

/// The starts of windows of a fixed count of bars, cut at the first row of the segment.
struct BarStarts: WindowStarts {
  let first: Int
  let length: Int
  var bars: Int? { length }

  init(first: Int, bars: Int) {
    self.first = first
    length = bars
  }

  func start(endingAt row: Int) -> Int { max(first, row - length + 1) }
}

/// The starts of windows in bars or in time.
struct WindowCursor: WindowStarts {
  private let window: Window
  private let times: [Int64]
  private let first: Int
  private var start: Int
  var bars: Int? { nil }

  /// - Throws: `Failure` when a window in time meets rows without time.
  init(_ window: Window, axis: Axis, first: Int) throws {
    if case .duration = window, !axis.hasTime { throw WindowCursor.noTime }
    self.window = window
    times = axis.times
    self.first = first
    start = first
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
