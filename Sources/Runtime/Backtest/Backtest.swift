/// Trades a rule over past bars.
public enum Backtest {
  /// Places one order per row of the part that has a prediction and follows it to its exit.
  ///
  /// - Parameters:
  ///   - prediction: one value per row of the frame, a fraction of the price; NaN places no order.
  ///   - frame: bars with a close, and real highs and lows unless the rule says `from=closes`.
  ///   - ranges: rows of the part, each range within one symbol; nil takes every row. Decision, fill
  ///     and exit of an order lie in one range, so no price outside the part is read.
  /// - Throws: `Failure` naming the option at fault; `Interrupted`.
  /// - Complexity: O(rows + fills * hold), and a sort of the times of a panel.
  public static func run(
    prediction: [Double], frame: Frame, ranges: [Range<Int>]? = nil, rule: LimitOrderRule
  ) throws -> Book {
    try rule.validate()
    let axis = frame.axis
    guard axis.hasTime else { throw Failure.noTime }
    guard prediction.count == axis.rowCount else {
      throw Failure.count(prediction.count, rows: axis.rowCount)
    }
    let parts = try segmented(ranges ?? axis.segments.map(\.rows), axis)
    let bars = try PriceBars(frame: frame, prices: rule.prices)
    let simulator = OrderSimulator(rule: rule, bars: bars, axis: axis, prediction: prediction)
    let periods = PeriodAxis(axis: axis, ranges: parts.map(\.rows))
    var desk = TradingDesk(simulator: simulator, periods: periods, symbols: axis.segments.count)
    for part in parts {
      try Interrupt.check()
      desk.trade(part.rows, symbol: part.symbol)
    }
    return Book(desk, rule: rule, symbols: axis.segments.map(\.symbol), note: bars.note)
  }

  /// One range per symbol, from the first to the last of the given rows of the symbol.
  ///
  /// A row in between without a prediction belongs to the range.
  public static func ranges(covering rows: some Sequence<Int>, on axis: Axis) -> [Range<Int>] {
    var bounds: [Int: (lower: Int, upper: Int)] = [:]
    let lookup = SegmentLookup(axis)
    for row in rows {
      guard let segment = lookup.segment(of: row) else { continue }
      let old = bounds[segment] ?? (row, row)
      bounds[segment] = (min(old.lower, row), max(old.upper, row))
    }
    return bounds.sorted { $0.key < $1.key }.map { $0.value.lower..<($0.value.upper + 1) }
  }

  private static func segmented(
    _ ranges: [Range<Int>], _ axis: Axis
  ) throws -> [(rows: Range<Int>, symbol: Int)] {
    let lookup = SegmentLookup(axis)
    return try ranges.filter { !$0.isEmpty }.map { range in
      guard let first = lookup.segment(of: range.lowerBound),
        range.upperBound <= axis.segments[first].rows.upperBound
      else { throw Failure.range(range, rows: axis.rowCount) }
      return (range, first)
    }
  }
}

/// Finds the segment of a row by bisection.
private struct SegmentLookup {
  private let segments: [(rows: Range<Int>, index: Int)]

  init(_ axis: Axis) {
    segments = axis.segments.enumerated().map { ($1.rows, $0) }
      .sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }

  /// - Complexity: O(log segments).
  func segment(of row: Int) -> Int? {
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].rows.upperBound <= row { low = middle + 1 } else { high = middle }
    }
    guard low < segments.count, segments[low].rows.contains(row) else { return nil }
    return segments[low].index
  }
}

extension Failure {
  fileprivate static let noTime = Failure(
    "a backtest needs the times of the bars", hint: "name the time column: load \"..\" time=COLUMN")

  fileprivate static func count(_ given: Int, rows: Int) -> Failure {
    Failure("\(given) predictions for a frame of \(rows) rows")
  }

  fileprivate static func range(_ range: Range<Int>, rows: Int) -> Failure {
    Failure(
      "rows \(range.lowerBound)..\(range.upperBound - 1) are not rows of one symbol "
        + "in a frame of \(rows) rows")
  }
}
