extension Frame {
  /// The rows whose labels lie in a range, both ends inclusive.
  ///
  /// - Throws: `Failure` when none does.
  public func slice(_ range: TimeRange) throws -> Frame {
    guard axis.hasTime else { throw Self.hasNoTime() }
    let kept = keeping(axis.rowRanges(in: range))
    guard kept.rowCount > 0 else { throw isOutside() }
    return kept
  }

  /// One symbol of a panel as a frame of its own, without the symbol.
  ///
  /// - Throws: `Failure` when there is no such symbol.
  public func symbol(_ name: String) throws -> Frame {
    let kept = try symbols([name])
    return Frame(
      axis: kept.axis.withoutSymbol(), fields: kept.fields, source: "\(source) \(name)",
      notes: [], hasTrueRange: hasTrueRange)
  }

  /// Some symbols of a panel.
  ///
  /// - Throws: `Failure` when one is unknown or the frame is no panel.
  public func symbols(_ names: [String]) throws -> Frame {
    guard axis.isPanel else { throw Self.isNoPanel() }
    for name in names where !axis.symbols.contains(name) {
      throw Self.noSymbol(name, axis.symbols)
    }
    return keeping(
      axis.segments.map {
        names.contains($0.symbol) ? $0.rows : $0.rows.lowerBound..<$0.rows.lowerBound
      })
  }

  /// The first rows; a negative count means the last ones.
  public func head(_ count: Int) -> Frame {
    let wanted = min(Int(clamping: count.magnitude), rowCount)
    return rows(count < 0 ? (rowCount - wanted)..<rowCount : 0..<wanted)
  }

  /// The last rows.
  public func tail(_ count: Int) -> Frame { head(count == .min ? .min : -count) }

  /// A run of rows in axis order.
  public func rows(_ range: Range<Int>) -> Frame {
    keeping(axis.segments.map { $0.rows.clamped(to: range) })
  }

  /// The rows of one range per segment; notes are not kept.
  public func keeping(_ ranges: [Range<Int>]) -> Frame {
    if ranges == axis.segments.map(\.rows) { return self }
    return Frame(
      axis: axis.keeping(ranges), fields: fields.map { $0.with($0.column.keeping(ranges)) },
      source: source, hasTrueRange: hasTrueRange)
  }

  /// Some rows, ascending, with their known times; notes are not kept.
  ///
  /// - Complexity: O(rows x columns).
  public func keeping(rows: [Int]) -> Frame {
    if rows.count == rowCount { return self }
    let kept = axis.keeping(rows: rows)
    let fields = fields.map { $0.with($0.column.gathering(rows), from: axis, to: kept) }
    return Frame(axis: kept, fields: fields, source: source, hasTrueRange: hasTrueRange)
  }

  /// The same rows with other columns.
  func replacing(_ fields: [Field], notes: [String] = []) -> Frame {
    Frame(axis: axis, fields: fields, source: source, notes: notes, hasTrueRange: hasTrueRange)
  }
}

extension Frame {
  private static func hasNoTime() -> Failure {
    Failure("the frame has no time column", hint: "name it at load: time=COLUMN")
  }

  private func isOutside() -> Failure {
    let first = axis.times.min().map { DateFormat.label($0, on: axis) } ?? "-"
    let last = axis.times.max().map { DateFormat.label($0, on: axis) } ?? "-"
    return Failure("no rows in this range: the frame runs from \(first) to \(last)")
  }

  private static func isNoPanel() -> Failure {
    Failure("the frame has no symbols", hint: "name the symbol column at load: by=COLUMN")
  }

  private static func noSymbol(_ name: String, _ symbols: [String]) -> Failure {
    Failure("no symbol '\(name)'", hint: Suggestion.hint(for: name, among: symbols))
  }
}
