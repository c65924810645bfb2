/// The labels at which a market was open, judged by all symbols together.
struct ReferenceTimes {
  /// Ascending and distinct.
  let times: [Int64]

  /// A label counts when at least a fifth of the symbols listed then have a row at it.
  ///
  /// - Complexity: O(rows), and O(n log n) for the n labels that the longest history lacks.
  init(_ axis: Axis) throws {
    guard axis.segments.count > 1, axis.hasTime else {
      times = Self.distinct(axis.times)
      return
    }
    try Interrupt.check()
    let counted = Self.counted(axis)
    let ranges = axis.segments.compactMap { segment -> (first: Int64, last: Int64)? in
      segment.rows.isEmpty
        ? nil : (axis.times[segment.rows.lowerBound], axis.times[segment.rows.upperBound - 1])
    }
    let starts = ranges.map(\.first).sorted()
    let ends = ranges.map(\.last).sorted()
    var kept: [Int64] = []
    var (started, ended) = (0, 0)
    for (time, count) in counted {
      while started < starts.count, starts[started] <= time { started += 1 }
      while ended < ends.count, ends[ended] < time { ended += 1 }
      if count * 5 >= started - ended { kept.append(time) }
    }
    times = kept
  }

  /// Every label with the number of rows at it, ascending: those of the longest history are walked
  /// along, the others sorted in.
  private static func counted(_ axis: Axis) -> [(time: Int64, count: Int)] {
    let longest = axis.segments.max { $0.rows.count < $1.rows.count }?.rows ?? 0..<0
    let base = distinct(Array(axis.times[longest]))
    var counts = [Int](repeating: 0, count: base.count)
    var others: [Int64] = []
    for segment in axis.segments {
      var place = 0
      for row in segment.rows {
        let time = axis.times[row]
        while place < base.count, base[place] < time { place += 1 }
        if place < base.count, base[place] == time {
          counts[place] += 1
        } else {
          others.append(time)
        }
      }
    }
    var result = zip(base, counts).map { (time: $0, count: $1) }
    guard !others.isEmpty else { return result }
    others.sort()
    var index = 0
    while index < others.count {
      let first = index
      while index < others.count, others[index] == others[first] { index += 1 }
      result.append((others[first], index - first))
    }
    result.sort { $0.time < $1.time }
    return result
  }

  private static func distinct(_ times: [Int64]) -> [Int64] {
    guard TimeSteps.repeats(times, times.indices) > 0 else { return times }
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
