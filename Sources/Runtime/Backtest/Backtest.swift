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

  /// The rows of each symbol whose known time lies in a span, such as that of a dataset's part.
  ///
  /// - Complexity: O(symbols * log rows).
  public static func ranges(knownIn span: Range<Int64>, on axis: Axis) -> [Range<Int>] {
    axis.segments.compactMap { segment in
      let lower = firstRow(knownFrom: span.lowerBound, in: segment.rows, axis)
      let upper = firstRow(knownFrom: span.upperBound, in: segment.rows, axis)
      return lower < upper ? lower..<upper : nil
    }
  }

  /// The first row of a symbol with a known time at or after `time`; its end where there is none.
  private static func firstRow(knownFrom time: Int64, in rows: Range<Int>, _ axis: Axis) -> Int {
    guard axis.hasTime else { return rows.upperBound }
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if axis.known[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func segmented(
    _ ranges: [Range<Int>], _ axis: Axis
  ) throws -> [(rows: Range<Int>, symbol: Int)] {
    let segments = axis.segments
    return try ranges.filter { !$0.isEmpty }.map { range in
      let index = segments.firstIndex { $0.rows.contains(range.lowerBound) }
      guard let index, range.upperBound <= segments[index].rows.upperBound else {
        throw Failure.range(range, rows: axis.rowCount)
      }
      return (range, index)
    }
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
