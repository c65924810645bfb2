/// The typical distance of rows.
public enum Frequency {
  /// The most frequent positive distance within segments, the smaller of equally frequent ones;
  /// 0 when no two rows differ.
  ///
  /// - Complexity: O(rows) with at most 50,000 distances looked at.
  public static func typical(_ times: [Int64], _ segments: [Axis.Segment]) -> Int64 {
    guard times.count > 1 else { return 0 }
    var counts: [Int64: Int] = [:]
    let stride = max(1, times.count / 50_000)
    for segment in segments {
      var row = segment.rows.lowerBound + 1
      while row < segment.rows.upperBound, row < times.count {
        let (distance, overflow) = times[row].subtractingReportingOverflow(times[row - 1])
        if distance > 0, !overflow { counts[distance, default: 0] += 1 }
        row += stride
      }
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }
}
