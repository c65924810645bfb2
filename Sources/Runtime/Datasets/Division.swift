/// The work behind `Dataset`: which rows are usable and in which part each of them lies.
struct Division {
  let parts: [DatasetPart]
  let census: RowCensus
  let notes: [String]
  let segments: [Int]

  init(
    axis: Axis, split: Split, complete: [Bool], labels: [[Double]], horizon: Int
  ) throws {
    let labelled = (0..<axis.rowCount).map { row in labels.allSatisfy { !$0[row].isNaN } }
    var (census, usable) = RowCensus.take(
      axis: axis, complete: complete, labelled: labelled, horizon: horizon)
    let clock = split.clock(of: axis)
    try Self.checkOrder(clock, axis)
    let spans = try split.spans(clock: clock, usable: usable)
    let late = Self.lateSegments(axis, spans, clock, usable)
    for index in late {
      for row in axis.segments[index].rows where usable[row] {
        usable[row] = false
        census.lateSymbols += 1
      }
    }
    let cutter = Cutter(axis: axis, clock: clock, usable: usable, horizon: horizon)
    var parts: [DatasetPart] = []
    for (index, (name, span)) in spans.enumerated() {
      let next = index + 1 < spans.count ? spans[index + 1].span.lowerBound : Int64.max
      parts.append(try cutter.part(name, span, next: next))
    }
    census.purged = parts.reduce(0) { $0 + $1.purged }
    let used = parts.reduce(0) { $0 + $1.rows.count } + census.purged
    census.outside = usable.count { $0 } - used
    self.parts = parts
    self.census = census
    self.notes = late.map { Self.lateNote(axis, $0, spans) }
    self.segments = axis.segments.indices.filter { !late.contains($0) }
  }

  private static func checkOrder(_ clock: [Int64], _ axis: Axis) throws {
    for segment in axis.segments {
      for row in segment.rows.dropFirst() where clock[row] < clock[row - 1] {
        throw Failure("the rows are not in the order of time, so they cannot be split by it")
      }
    }
  }

  /// Symbols of a panel without a usable row in the training part.
  private static func lateSegments(
    _ axis: Axis, _ spans: [(name: PartName, span: Range<Int64>)], _ clock: [Int64],
    _ usable: [Bool]
  ) -> [Int] {
    guard axis.isPanel, let train = spans.first(where: { $0.name == .train })?.span else {
      return []
    }
    return axis.segments.indices.filter { index in
      !axis.segments[index].rows.contains { usable[$0] && train.contains(clock[$0]) }
    }
  }

  private static func lateNote(
    _ axis: Axis, _ index: Int, _ spans: [(name: PartName, span: Range<Int64>)]
  ) -> String {
    let segment = axis.segments[index]
    guard let first = segment.rows.first else { return "\(segment.symbol) has no row" }
    let end = spans.first { $0.name == .train }?.span.upperBound ?? .max
    guard axis.hasTime else { return "\(segment.symbol) has no row in the training part" }
    let date = DateFormat.label(axis.times[first], on: axis)
    return axis.known[first] >= end
      ? "\(segment.symbol) starts \(date), after the training part: left out"
      : "\(segment.symbol) starts \(date) and has no usable row in the training part: left out"
  }
}

/// Cuts one part out of the usable rows.
private struct Cutter {
  let axis: Axis
  let clock: [Int64]
  let usable: [Bool]
  let horizon: Int

  func part(_ name: PartName, _ span: Range<Int64>, next: Int64) throws -> DatasetPart {
    var rows: [Int32] = []
    var lastRows = [Int32](repeating: -1, count: axis.segments.count)
    var purged = 0
    for (index, segment) in axis.segments.enumerated() {
      for row in segment.rows where span.contains(clock[row]) {
        lastRows[index] = Int32(clamping: row)
        guard usable[row] else { continue }
        if labelEnd(of: row, in: segment) >= next {
          purged += 1
        } else {
          rows.append(Int32(clamping: row))
        }
      }
    }
    guard !rows.isEmpty else {
      throw Failure(
        "part '\(name.rawValue)' holds no usable row", culprit: .parameter(name.rawValue))
    }
    return DatasetPart(
      name: name, span: span, rows: rows, purged: purged, lastRows: lastRows,
      times: times(of: rows))
  }

  /// The clock at which the label of a row is known; in the last rows of a symbol it never is.
  private func labelEnd(of row: Int, in segment: Axis.Segment) -> Int64 {
    let end = row + horizon
    return end < segment.rows.upperBound ? clock[end] : .max
  }

  private func times(of rows: [Int32]) -> ClosedRange<Int64>? {
    guard axis.hasTime else { return nil }
    var lower = Int64.max
    var upper = Int64.min
    for row in rows {
      lower = min(lower, axis.times[Int(row)])
      upper = max(upper, axis.times[Int(row)])
    }
    return lower <= upper ? lower...upper : nil
  }
}
