/// Joins the bars of a frame to longer bars, symbol by symbol.
public struct Resample: Sendable {
  public var length: BarLength
  /// Rows outside are left out, and bars start at its opening.
  public var session: SessionHours?
  /// How columns are joined that are not open, high, low, close or volume, or are to be joined
  /// otherwise.
  public var statistics: [String: RowStatistic] = [:]

  public init(_ length: BarLength) { self.length = length }

  /// How the columns of bars are joined; every other column gives its last value.
  static let usual: [String: RowStatistic] = [
    "open": .first, "high": .max, "low": .min, "close": .last, "volume": .sum,
  ]

  /// The longer bars.
  ///
  /// A bar is labelled as the rows are: by its start, or by its end where rows are stamped at their
  /// end. It is known when its time is over and its last row is known: at the end of its span, of
  /// its session, or of the last trading day of its week or month. Bars below a day start anew at
  /// each midnight or opening; there is none where there are no rows.
  /// - Throws: `Failure` when the rows are longer already or a column cannot be joined so;
  ///   `Interrupted`.
  /// - Complexity: O(rows x columns).
  public func frame(_ frame: Frame) throws -> Frame {
    try check(frame)
    let bars = try Bars(frame.axis, BarClock(frame.axis, length: length, session: session))
    guard !bars.labels.isEmpty else { throw Self.nothingInSession() }
    let axis = bars.axis(of: frame.axis, length)
    let fields = try frame.fields.map { field in
      try Interrupt.check()
      let statistic = statistic(of: field)
      let column = try Self.column(field, statistic, bars)
      return field.with(column, from: frame.axis, to: axis)
    }
    return Frame(
      axis: axis, fields: fields, source: frame.source, notes: notes(frame, bars),
      hasTrueRange: frame.hasTrueRange)
  }

  private func statistic(of field: Frame.Field) -> RowStatistic {
    statistics[field.name] ?? Self.usual[field.name] ?? .last
  }

  private func check(_ frame: Frame) throws {
    guard frame.axis.hasTime else { throw Self.hasNoTime() }
    let margin = 2 * BarLength.longest
    guard let first = frame.axis.times.min(), let last = frame.axis.times.max(),
      first > .min + margin, last < .max - margin
    else { throw Self.isTooFar() }
    for name in statistics.keys.sorted() where frame.index(of: name) == nil {
      throw Failure(
        "no column '\(name)'", culprit: .parameter("how"),
        hint: Suggestion.hint(for: name, among: frame.names))
    }
    let isTooLong = frame.axis.isDaily ? Nanoseconds.day : frame.axis.frequency
    guard length.least >= isTooLong else { throw Self.isLonger(frame.axis) }
  }

  private static func column(
    _ field: Frame.Field, _ statistic: RowStatistic, _ bars: Bars
  ) throws -> Column {
    switch field.column {
    case .numbers(let values):
      return .numbers(
        bars.ranges.map { statistic.value(bars.rows[$0].lazy.map { values[$0] }) })
    case .category(let codes, let labels):
      guard statistic == .first || statistic == .last else { throw isCategory(field.name) }
      return .category(
        codes: bars.ranges.map { range in
          statistic.row(of: bars.rows[range], codes: codes).map { codes[$0] } ?? -1
        }, labels: labels)
    }
  }

  private func notes(_ frame: Frame, _ bars: Bars) -> [String] {
    let rules = frame.fields.map { "\($0.name) \(statistic(of: $0).rawValue)" }
    var notes = ["joined by: " + rules.joined(separator: ", ")]
    let outside = frame.rowCount - bars.rows.count
    if outside > 0 {
      notes.append("\(NumberFormat.count(outside)) rows outside the session were left out")
    }
    return notes
  }
}

extension Resample {
  /// Which rows make which bar.
  struct Bars {
    /// The rows that belong to a bar, ascending.
    private(set) var rows: [Int] = []
    /// The places in `rows` of each bar.
    private(set) var ranges: [Range<Int>] = []
    private(set) var labels: [Int64] = []
    private(set) var known: [Int64] = []
    private(set) var segments: [Axis.Segment] = []

    init(_ axis: Axis, _ clock: BarClock) throws {
      for segment in axis.segments {
        try Interrupt.check()
        let first = labels.count
        for row in segment.rows { add(row, axis, clock, isFirst: labels.count == first) }
        if labels.count > first || !axis.isPanel {
          segments.append(Axis.Segment(symbol: segment.symbol, rows: first..<labels.count))
        }
      }
    }

    private mutating func add(_ row: Int, _ axis: Axis, _ clock: BarClock, isFirst: Bool) {
      guard let bar = clock.bar(of: row) else { return }
      let known = max(bar.end, axis.known[row])
      if !isFirst, labels.last == bar.label, let last = ranges.popLast() {
        ranges.append(last.lowerBound..<(last.upperBound + 1))
        self.known[self.known.count - 1] = max(known, self.known[self.known.count - 1])
      } else {
        ranges.append(rows.count..<(rows.count + 1))
        labels.append(bar.label)
        self.known.append(known)
      }
      rows.append(row)
    }

    func axis(of source: Axis, _ length: BarLength) -> Axis {
      var isDaily = true
      var frequency = Frequency.typical(labels, segments)
      if case .intraday(let step) = length { (isDaily, frequency) = (false, step) }
      return Axis(
        times: labels, known: known, segments: segments, frequency: frequency, zone: source.zone,
        isDaily: isDaily)
    }
  }

  private static func hasNoTime() -> Failure {
    Failure("resample needs a frame with times", hint: "name the time at load: time=COLUMN")
  }

  private static func isTooFar() -> Failure {
    Failure("resample needs times between the years 1880 and 2060")
  }

  private static func isLonger(_ axis: Axis) -> Failure {
    let length = DateFormat.duration(axis.isDaily ? Nanoseconds.day : axis.frequency)
    return Failure(
      "the rows are \(length) apart already: bars are joined to longer ones only",
      culprit: .parameter("every"))
  }

  private static func nothingInSession() -> Failure {
    Failure("no row lies in the session", culprit: .parameter("session"))
  }

  private static func isCategory(_ name: String) -> Failure {
    Failure("'\(name)' is a category: it is joined by first or last", culprit: .parameter("how"))
  }
}
