/// Joins the columns of one frame onto another by time, and by symbol where both have symbols.
public struct Align: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Every row of the left frame, with the last values known in time.
    case asof
    /// The labels that both have.
    case inner
    /// The labels that either has.
    case outer
  }

  public var kind = Kind.asof
  /// As-of only: how long a value must have been known, in nanoseconds.
  ///
  /// A row gets the last value known at or before `known(row) - lag`; with `1d` a daily row never
  /// sees a value of its own day.
  public var lag: Int64 = 0
  /// As-of only: values known for longer than this, beyond the lag, are missing.
  public var tolerance: Int64?
  /// Rows of the result, by label; the join itself looks further back.
  public var range = TimeRange()
  /// Put before a column name that the left frame already has.
  public var prefix = "right"

  public init() {}

  /// - Edge cases: a missing cell is passed over for the last value that was there; a frame without
  ///   symbols joins onto every symbol of a panel; tables without time join by symbol.
  /// - Throws: `Failure` when the frames cannot be joined; `Interrupted`.
  /// - Complexity: O(rows).
  public func join(_ left: Frame, _ right: Frame) throws -> Frame {
    guard left.axis.hasTime || (left.axis.isPanel && !right.axis.hasTime) else {
      throw Self.leftHasNoTime()
    }
    guard lag >= 0 else { throw Self.readsAhead() }
    guard left.axis.isPanel || !right.axis.isPanel else { throw Self.rightIsPanel(right) }
    let joined =
      try right.axis.hasTime && kind != .asof
      ? byLabel(left, right) : asOf(left, right)
    return range.isOpen ? joined : try slice(joined)
  }

  private func slice(_ joined: Frame) throws -> Frame {
    let sliced = try joined.slice(range)
    return Frame(
      axis: sliced.axis, fields: sliced.fields, source: joined.source, notes: joined.notes,
      hasTrueRange: joined.hasTrueRange)
  }

  private func asOf(_ left: Frame, _ right: Frame) throws -> Frame {
    let matches = try AsOfMatches(left.axis, right.axis, lag: lag)
    var notes: [String] = []
    var fields = left.fields
    for (field, name) in zip(right.fields, joinedNames(left, right)) {
      let source = matches.sources(of: field.column, tolerance: tolerance)
      let empty = source.count { $0 < 0 }
      if empty > 0 {
        notes.append("\(name): \(NumberFormat.count(empty)) rows have no value")
      }
      fields.append(
        field.renamed(name).with(field.column.gathering(source), from: right.axis, to: left.axis))
    }
    return Frame(
      axis: left.axis, fields: fields, source: "\(left.source) + \(right.source)",
      notes: matches.notes + notes, hasTrueRange: left.hasTrueRange)
  }

  private func byLabel(_ left: Frame, _ right: Frame) throws -> Frame {
    guard lag == 0 else { throw Self.lagNeedsAsOf(kind) }
    guard left.axis.isDaily == right.axis.isDaily else { throw Self.mixesDaysAndTimes(kind) }
    let matches = try LabelMatches(left.axis, right.axis, keepsAll: kind == .outer)
    let names = joinedNames(left, right)
    let columns =
      left.fields.map {
        $0.with($0.column.gathering(matches.left), from: left.axis, to: matches.axis)
      }
      + zip(right.fields, names).map { field, name in
        field.renamed(name).with(
          field.column.gathering(matches.right), from: right.axis, to: matches.axis)
      }
    return Frame(
      axis: matches.axis, fields: columns, source: "\(left.source) + \(right.source)",
      notes: matches.notes, hasTrueRange: left.hasTrueRange)
  }

  private func joinedNames(_ left: Frame, _ right: Frame) -> [String] {
    let taken = Set(left.names)
    let wanted = right.names.map { taken.contains($0) ? "\(prefix)_\($0)" : $0 }
    return Array(ColumnNaming.unique(left.names + wanted).suffix(wanted.count))
  }
}

extension Column {
  /// The cells at some rows; a negative row gives a missing cell.
  func gathering(_ rows: [Int]) -> Column {
    switch self {
    case .numbers(let values): .numbers(rows.map { $0 < 0 ? .nan : values[$0] })
    case .category(let codes, let labels):
      .category(codes: rows.map { $0 < 0 ? -1 : codes[$0] }, labels: labels)
    }
  }
}

extension Align {
  private static func leftHasNoTime() -> Failure {
    Failure("the first frame of align has no time column")
  }

  private static func readsAhead() -> Failure {
    Failure(
      "a negative lag would read the future", culprit: .parameter("lag"),
      hint: "lag=1d joins values as of the day before")
  }

  private static func rightIsPanel(_ right: Frame) -> Failure {
    let example = right.axis.symbols.first ?? "AAPL"
    return Failure(
      "the second frame has \(right.axis.symbols.count) symbols and the first has none",
      hint: "join one symbol, such as b[\"\(example)\"], or put the panel first")
  }

  private static func lagNeedsAsOf(_ kind: Kind) -> Failure {
    Failure(
      "lag= works with how=asof only, not with how=\(kind.rawValue)", culprit: .parameter("lag"))
  }

  private static func mixesDaysAndTimes(_ kind: Kind) -> Failure {
    Failure(
      "how=\(kind.rawValue) needs equal labels, but one frame has days and the other times",
      culprit: .parameter("how"), hint: "how=asof joins them by what was known")
  }
}
