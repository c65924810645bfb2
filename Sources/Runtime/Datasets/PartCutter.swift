/// What the rows of a part must keep clear of.
struct HeldOut {
  /// Labels must not end from here on...
  let from: Int64
  /// ...unless the row itself comes after this.
  let through: Int64
  /// Rows up to here are under embargo.
  let embargo: Int64

  /// What every label must end before: the start of the next part.
  static func next(_ start: Int64) -> HeldOut {
    HeldOut(from: start, through: .max, embargo: .max)
  }

  enum Verdict { case free, purged, embargoed }

  /// Of a row at `time` whose label ends at `end`.
  func verdict(time: Int64, end: Int64) -> Verdict {
    if end >= from, time <= through { return .purged }
    return time > through && time <= embargo ? .embargoed : .free
  }
}

/// Cuts parts out of the usable rows.
struct PartCutter {
  let axis: Axis
  /// When each row is known: what parts are cut by.
  let clock: [Int64]
  let usable: [Bool]
  let labels: LabelSpan

  /// - Throws: `Failure` when no usable row is left.
  func part(
    _ name: PartName, _ spans: [Range<Int64>], clearOf held: [HeldOut]
  ) throws -> DatasetPart {
    var rows: [Int32] = []
    var lastRows = [[Int32]](repeating: [], count: axis.segments.count)
    var (purged, embargoed) = (0, 0)
    for (index, segment) in axis.segments.enumerated() {
      for span in spans {
        var last: Int32?
        for row in range(of: span, in: segment) {
          last = Int32(clamping: row)
          guard usable[row] else { continue }
          switch verdict(of: row, in: segment, held) {
          case .free: rows.append(Int32(clamping: row))
          case .purged: purged += 1
          case .embargoed: embargoed += 1
          }
        }
        if let last { lastRows[index].append(last) }
      }
    }
    guard !rows.isEmpty else {
      throw Failure(
        "part '\(name.rawValue)' holds no usable row", culprit: .parameter(name.rawValue))
    }
    return DatasetPart(
      name: name, spans: spans, rows: rows, purged: purged, embargoed: embargoed,
      lastRows: lastRows, slack: labels.slack, times: times(of: rows))
  }

  /// What training rows must keep clear of when a span of times is held out.
  ///
  /// - Parameter embargo: The last time under embargo when the block's labels end at a time.
  func heldOut(_ span: Range<Int64>, embargo: (Int64) -> Int64) -> HeldOut {
    var end = span.lowerBound
    for segment in axis.segments {
      for row in range(of: span, in: segment) where usable[row] {
        end = max(end, labelEnd(of: row, in: segment))
      }
    }
    return HeldOut(from: span.lowerBound, through: end, embargo: embargo(end))
  }

  private func verdict(
    of row: Int, in segment: Axis.Segment, _ held: [HeldOut]
  ) -> HeldOut.Verdict {
    let end = labelEnd(of: row, in: segment)
    var result = HeldOut.Verdict.free
    for block in held {
      switch block.verdict(time: clock[row], end: end) {
      case .purged: return .purged
      case .embargoed: result = .embargoed
      case .free: break
      }
    }
    return result
  }

  /// The rows of a symbol in a span; rows are in the order of the clock.
  private func range(of span: Range<Int64>, in segment: Axis.Segment) -> Range<Int> {
    let lower = first(atOrAfter: span.lowerBound, in: segment.rows)
    return lower..<max(lower, first(atOrAfter: span.upperBound, in: segment.rows))
  }

  private func first(atOrAfter time: Int64, in rows: Range<Int>) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if clock[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The clock at which the label of a row is known; in the last rows of a symbol it never is.
  private func labelEnd(of row: Int, in segment: Axis.Segment) -> Int64 {
    let end = row + labels.bars(of: row)
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
