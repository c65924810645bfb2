/// Passes over long columns of times, written so that several rows are taken at once.
enum TimeSteps {
  /// Whether no time of the rows is before its predecessor.
  static func isAscending(_ times: [Int64], _ rows: Range<Int>) -> Bool {
    count(times, rows) { $0 < $1 } == 0
  }

  /// How many times of the rows equal their predecessors.
  static func repeats(_ times: [Int64], _ rows: Range<Int>) -> Int {
    count(times, rows) { $0 == $1 }
  }

  @inline(__always)
  private static func count(
    _ times: [Int64], _ rows: Range<Int>, _ test: (Int64, Int64) -> Bool
  ) -> Int {
    // Unsafe: indices are clamped to the array once instead of at every row.
    times.withUnsafeBufferPointer { times in
      let rows = rows.clamped(to: times.indices)
      guard let base = times.baseAddress, rows.count > 1 else { return 0 }
      var found = 0
      for row in rows.lowerBound &+ 1..<rows.upperBound {
        found &+= test(base[row], base[row &- 1]) ? 1 : 0
      }
      return found
    }
  }

  /// The places of the times that come later than `distance` after their predecessors.
  static func breaks(_ times: [Int64], longerThan distance: Int64) -> [Int] {
    var found: [Int] = []
    let last = Int64.max - max(0, distance)
    let isLonger = { (time: Int64, before: Int64) in time > min(before, last) &+ distance }
    let block = 1 << 10
    for start in stride(from: 0, to: times.count, by: block) {
      let rows = max(0, start - 1)..<min(start + block, times.count)
      guard count(times, rows, isLonger) > 0 else { continue }
      found += rows.dropFirst().filter { isLonger(times[$0], times[$0 - 1]) }
    }
    return found
  }

  /// All times later by a duration, held at the end of the range instead of overflowing.
  static func later(_ times: [Int64], by duration: Int64) -> [Int64] {
    let last = Int64.max - max(0, duration)
    return [Int64](large: times.count) { later in
      // Unsafe: both buffers hold `times.count` elements.
      times.withUnsafeBufferPointer { times in
        guard let from = times.baseAddress, let to = later.baseAddress else { return }
        for row in 0..<times.count { to[row] = min(from[row], last) &+ duration }
      }
    }
  }
}
