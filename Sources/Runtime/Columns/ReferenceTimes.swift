/// The labels at which a market was open, judged by all symbols together.
struct ReferenceTimes {
  /// Ascending and distinct.
  let times: [Int64]

  /// A label counts when at least a fifth of the symbols listed then have a row at it.
  ///
  /// - Complexity: O(rows log rows).
  init(_ axis: Axis) throws {
    guard axis.segments.count > 1, axis.hasTime else {
      times = Self.distinct(axis.times)
      return
    }
    try Interrupt.check()
    let sorted = axis.times.sorted()
    let ranges = axis.segments.compactMap { segment -> (first: Int64, last: Int64)? in
      segment.rows.isEmpty
        ? nil : (axis.times[segment.rows.lowerBound], axis.times[segment.rows.upperBound - 1])
    }
    let starts = ranges.map(\.first).sorted()
    let ends = ranges.map(\.last).sorted()
    var kept: [Int64] = []
    var (started, ended, index) = (0, 0, 0)
    while index < sorted.count {
      let time = sorted[index]
      var count = 0
      while index < sorted.count, sorted[index] == time {
        count += 1
        index += 1
      }
      while started < starts.count, starts[started] <= time { started += 1 }
      while ended < ends.count, ends[ended] < time { ended += 1 }
      if count * 5 >= started - ended { kept.append(time) }
    }
    times = kept
  }

  private static func distinct(_ times: [Int64]) -> [Int64] {
    var result: [Int64] = []
    result.reserveCapacity(times.count)
    for time in times where time != result.last { result.append(time) }
    return result
  }

  /// How many labels lie in a range, both ends included.
  func count(from first: Int64, to last: Int64) -> Int {
    max(0, place { $0 > last } - place { $0 >= first })
  }

  private func place(where holds: (Int64) -> Bool) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if holds(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
