extension Axis {
  /// The place in `segments` of the symbol of a row; nil where there is no such row.
  ///
  /// - Complexity: O(log(symbols)).
  public func segmentIndex(ofRow row: Int) -> Int? {
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].rows.upperBound <= row { low = middle + 1 } else { high = middle }
    }
    return low < segments.count && segments[low].rows.contains(row) ? low : nil
  }

  /// The rows of each segment whose labels lie in a range; every row where the axis has no time.
  ///
  /// - Complexity: O(segments * log(rows)).
  public func rowRanges(in range: TimeRange) -> [Range<Int>] {
    guard hasTime, !range.isOpen else { return segments.map(\.rows) }
    let (first, last) = range.bounds(on: self)
    return segments.map { segment in
      let lower = firstRow(in: segment.rows) { $0 >= first }
      let upper = firstRow(in: segment.rows) { $0 > last }
      return lower..<max(lower, upper)
    }
  }

  /// The axis of some rows of each segment, in the same order; symbols without rows are left out.
  public func keeping(_ ranges: [Range<Int>]) -> Axis {
    var kept: [Segment] = []
    var next = 0
    for (segment, rows) in zip(segments, ranges) {
      let rows = rows.clamped(to: segment.rows)
      if rows.isEmpty, isPanel { continue }
      kept.append(Segment(symbol: segment.symbol, rows: next..<(next + rows.count)))
      next += rows.count
    }
    return Axis(
      times: Axis.gather(times, ranges), known: Axis.gather(known, ranges), segments: kept,
      rowCount: next, frequency: frequency, zone: zone, isDaily: isDaily, isAhead: isAhead)
  }

  /// The axis of some rows, ascending; symbols without rows are left out, the distance of rows is
  /// found anew.
  ///
  /// - Complexity: O(rows).
  public func keeping(rows: [Int]) -> Axis {
    var kept: [Segment] = []
    var next = 0
    for segment in segments {
      let first = next
      while next < rows.count, rows[next] < segment.rows.upperBound { next += 1 }
      if next == first, isPanel { continue }
      kept.append(Segment(symbol: segment.symbol, rows: first..<next))
    }
    let labels = hasTime ? rows.map { times[$0] } : []
    let typical = Frequency.typical(labels, kept)
    return Axis(
      times: labels, known: hasTime ? rows.map { known[$0] } : [], segments: kept,
      rowCount: rows.count, frequency: typical > 0 ? typical : frequency, zone: zone,
      isDaily: isDaily, isAhead: isAhead)
  }

  /// The same rows as one unnamed segment, so that they combine with any other frame.
  func withoutSymbol() -> Axis {
    Axis(
      times: times, known: known, rowCount: rowCount, frequency: frequency, zone: zone,
      isDaily: isDaily, isAhead: isAhead)
  }

  static func gather<Element>(_ values: [Element], _ ranges: [Range<Int>]) -> [Element] {
    if values.isEmpty { return [] }
    if ranges.count == 1, ranges[0] == 0..<values.count { return values }
    var result: [Element] = []
    result.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
    for range in ranges { result += values[range.clamped(to: 0..<values.count)] }
    return result
  }

  private func firstRow(in rows: Range<Int>, where holds: (Int64) -> Bool) -> Int {
    var low = rows.lowerBound
    var high = rows.upperBound
    while low < high {
      let middle = (low + high) / 2
      if holds(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Column {
  /// The rows of some ranges, in order.
  public func keeping(_ ranges: [Range<Int>]) -> Column {
    switch self {
    case .numbers(let values): .numbers(Axis.gather(values, ranges))
    case .category(let codes, let labels):
      .category(codes: Axis.gather(codes, ranges), labels: labels)
    }
  }
}
