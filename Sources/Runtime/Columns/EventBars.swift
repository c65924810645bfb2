/// The bars in which the events of a schedule fall.
public struct EventBars: Sendable {
  /// 1 where an event falls into the bar, 0 where none does, missing after the last event.
  public let column: Column
  /// The reach of the column: none for a schedule that was published ahead.
  public let reach: Reach
  /// Events that fall outside the rows.
  public let outside: Int

  /// An event falls into the first bar that is known at its time or later; a date falls on all bars
  /// of its day, or into the first bar after it.
  ///
  /// - Throws: `Failure` when one of the frames has no time.
  /// - Complexity: O(rows + events log events).
  public init(_ events: Axis, on axis: Axis) throws {
    guard events.hasTime, axis.hasTime else { throw Self.hasNoTime() }
    var marks = [Double](repeating: 0, count: axis.rowCount)
    var outside = 0
    for segment in axis.segments {
      try Interrupt.check()
      let own = Self.times(events, of: axis.isPanel ? segment.symbol : nil)
      for time in own where !Self.mark(time, segment.rows, &marks, events, axis) { outside += 1 }
      if events.isAhead { Self.blank(after: own.last, segment.rows, &marks, events, axis) }
    }
    column = .numbers(marks)
    self.outside = outside
    reach = events.isAhead ? .knownAhead : Reach()
  }

  /// The events of a symbol, or all where either side has none, ascending.
  private static func times(_ events: Axis, of symbol: String?) -> [Int64] {
    guard events.isPanel, let symbol else { return events.times.sorted() }
    let rows = events.segments.first { $0.symbol == symbol }?.rows ?? 0..<0
    return rows.map { events.times[$0] }.sorted()
  }

  /// - Returns: false when the event lies before or after the rows.
  private static func mark(
    _ time: Int64, _ rows: Range<Int>, _ marks: inout [Double], _ events: Axis, _ axis: Axis
  ) -> Bool {
    let keys = key(events, axis)
    var row = first(rows) { keys(axis, $0) >= time }
    guard row < rows.upperBound else { return false }
    if row == rows.lowerBound, keys(axis, row) != time, axis.times[row] > time { return false }
    if events.isDaily, !axis.isDaily {
      let day = Nanoseconds.days(axis.localTime(axis.times[row]))
      while row < rows.upperBound, Nanoseconds.days(axis.localTime(axis.times[row])) == day {
        marks[row] = 1
        row += 1
      }
    } else {
      marks[row] = 1
    }
    return true
  }

  /// Nothing is known of events after the end of the schedule.
  private static func blank(
    after last: Int64?, _ rows: Range<Int>, _ marks: inout [Double], _ events: Axis, _ axis: Axis
  ) {
    let keys = key(events, axis)
    let end = last.map { last in first(rows) { keys(axis, $0) > last } } ?? rows.lowerBound
    for row in end..<rows.upperBound where marks[row] == 0 { marks[row] = .nan }
  }

  /// What of a row is compared with the time of an event.
  private static func key(_ events: Axis, _ axis: Axis) -> (Axis, Int) -> Int64 {
    if axis.isDaily, events.isDaily { return { $0.times[$1] } }
    if events.isDaily {
      return { axis, row in
        let wall = axis.localTime(axis.times[row])
        return wall - Nanoseconds.timeOfDay(wall)
      }
    }
    return { $0.known[$1] }
  }

  private static func first(_ rows: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension EventBars {
  private static func hasNoTime() -> Failure {
    Failure("events and bars need times", hint: "name the time at load: time=COLUMN")
  }
}
