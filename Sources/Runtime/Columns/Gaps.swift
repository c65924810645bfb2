/// An audit of a frame: range, frequency, gaps, missing cells, duplicates, bad bars, histories.
public struct Gaps: Sendable {
  /// One symbol's history; a frame without symbols has one named "".
  public struct History: Sendable {
    public let symbol: String
    public let rows: Int
    public let first: Int64
    public let last: Int64
    /// Labels within its own range at which the market traded.
    public let expected: Int
    /// Those of them at which it has no row.
    public let missing: Int
  }

  public let axis: Axis
  public let calendar: TradingCalendar
  /// Gaps of the whole market; what single symbols lack is in `histories`.
  public let gaps: [Gap]
  /// Places where two labels are further apart than usual: closing times, holidays and gaps together.
  public let breaks: Int
  /// Weekdays without rows that are taken for holidays.
  public let closedDays: Int
  public let earlyCloses: Int
  public let strayRows: Int
  public let firstStray: Int64?
  public let histories: [History]
  /// Columns with missing cells: name and count.
  public let missing: [(name: String, count: Int)]
  public let bars: BarAudit
  /// - Throws: `Interrupted`.
  /// - Complexity: O(rows log rows).
  public init(_ frame: Frame) throws {
    axis = frame.axis
    bars = try BarAudit(frame)
    missing = frame.fields.compactMap { field in
      let count = field.column.missingCount
      return count > 0 ? (field.name, count) : nil
    }
    let reference = try ReferenceTimes(axis)
    let finder = GapFinder(reference, axis)
    calendar = finder.calendar
    gaps = finder.gaps
    breaks = zip(reference.times, reference.times.dropFirst()).count {
      Nanoseconds.subtract($1, $0) > frame.axis.frequency
    }
    closedDays = finder.closedDays
    earlyCloses = finder.earlyCloses
    strayRows = finder.strayRows
    firstStray = finder.firstStray
    histories = Self.histories(axis, reference)
  }

  private static func histories(_ axis: Axis, _ reference: ReferenceTimes) -> [History] {
    guard axis.hasTime else { return [] }
    return axis.segments.compactMap { segment in
      guard !segment.rows.isEmpty else { return nil }
      let first = axis.times[segment.rows.lowerBound]
      let last = axis.times[segment.rows.upperBound - 1]
      let expected = reference.count(from: first, to: last)
      var distinct = 1
      for row in segment.rows.dropFirst() where axis.times[row] != axis.times[row - 1] {
        distinct += 1
      }
      return History(
        symbol: segment.symbol, rows: segment.rows.count, first: first, last: last,
        expected: expected, missing: max(0, expected - distinct))
    }
  }

  /// Symbols whose range holds less than 95 % of the labels that the longest range holds.
  public var shortHistories: [History] {
    guard histories.count > 1, let longest = histories.map(\.expected).max() else { return [] }
    return histories.filter { $0.expected * 20 < longest * 19 }
  }
}
