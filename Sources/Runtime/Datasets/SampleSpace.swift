/// What one sample of a model is.
public enum SampleKind: Sendable, Equatable {
  /// A row of the frame.
  case row
  /// This many rows of one symbol, the latest of them the row of the sample.
  case window(Int)
  /// A date with all its symbols.
  case date
}

/// Every sample a model can be applied to: its inputs are there, its label need not be.
public struct SampleSpace: Sendable {
  public let kind: SampleKind
  /// Frame rows per sample: 1, or the number of symbols.
  public let width: Int
  /// `rows[sample * width + symbol]`, samples in the order of the source.
  public let rows: [Int32]
  /// The row of the model's source matrix that holds the sample's latest inputs.
  public let positions: [Int32]
  /// What was left out, one sentence each.
  public let notes: [String]

  public var count: Int { positions.count }

  public init(
    kind: SampleKind, width: Int, rows: [Int32], positions: [Int32], notes: [String] = []
  ) {
    self.kind = kind
    self.width = width
    self.rows = rows
    self.positions = positions
    self.notes = notes
  }

  /// All samples.
  public var all: SampleTable {
    SampleTable(
      width: width, rows: rows, positions: positions, masked: 0, missing: 0)
  }

  /// The samples of a part whose labels and losses stay inside it.
  ///
  /// - Parameters:
  ///   - lookahead: Rows after the sample that the loss reads. Samples for which such a row lies
  ///     past the last row of the part (per symbol) are masked and counted.
  ///   - present: False where the loss misses a number it needs; nil when it needs none.
  public func samples(
    of part: DatasetPart, in dataset: Dataset, lookahead: Int, present: [Bool]? = nil
  ) -> SampleTable {
    let flags = RowFlags(part: part, axis: dataset.axis, lookahead: lookahead)
    var chosen: [Int32] = []
    var places: [Int32] = []
    var masked = 0
    var missing = 0
    for sample in 0..<count {
      let slice = rows[sample * width..<(sample + 1) * width]
      guard slice.allSatisfy({ flags.inPart[Int($0)] }) else { continue }
      guard slice.allSatisfy({ flags.allowed[Int($0)] }) else {
        masked += 1
        continue
      }
      if let present, !slice.allSatisfy({ present[Int($0)] }) {
        missing += 1
        continue
      }
      chosen.append(contentsOf: slice)
      places.append(positions[sample])
    }
    return SampleTable(
      width: width, rows: chosen, positions: places, masked: masked, missing: missing)
  }
}

/// Rows of a part, and those among them whose loss stays inside it.
private struct RowFlags {
  var inPart: [Bool]
  var allowed: [Bool]

  init(part: DatasetPart, axis: Axis, lookahead: Int) {
    inPart = [Bool](repeating: false, count: axis.rowCount)
    allowed = inPart
    var segment = 0
    for row in part.rows {
      while row >= axis.segments[segment].rows.upperBound { segment += 1 }
      inPart[Int(row)] = true
      allowed[Int(row)] = part.allows(row: row, lookahead: lookahead, segment: segment)
    }
  }
}
