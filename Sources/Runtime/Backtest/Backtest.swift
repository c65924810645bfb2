/// Trades rules over past bars.
public enum Backtest {
  /// Follows the orders of a rule to their exits.
  ///
  /// - Parameters:
  ///   - prediction: One value per row of the frame, for the figures of a book; nil where there is
  ///     none.
  ///   - ranges: Rows of the part, each range within one symbol; nil takes every row. Decision, fill
  ///     and exit of an order lie in one range, so no price outside the part is read.
  ///   - soft: Computes the smooth figures when they are asked for.
  /// - Throws: `Failure` naming the option at fault; `Interrupted`.
  /// - Complexity: O(rows + fills * hold), and a sort of the times of a panel, once.
  public static func orders(
    _ tickets: [OrderTicket], prediction: [Double]? = nil, frame: Frame,
    ranges: [Range<Int>]? = nil, terms: Execution, values: ColumnEvaluator,
    soft: SoftWork? = nil
  ) throws -> Book {
    try terms.validate()
    for ticket in tickets { try ticket.validate() }
    let axis = frame.axis
    var needs: Market.Needs = []
    if tickets.contains(where: \.needsRange) { needs.insert(.range) }
    if terms.fill == .open, tickets.contains(where: { $0.isMarket || $0.until != nil }) {
      needs.insert(.open)
    }
    let market = try Market(frame: frame, prices: terms.prices, needs: needs)
    if let prediction, prediction.count != axis.rowCount {
      throw Failure.count(prediction.count, rows: axis.rowCount)
    }
    let parts = try SymbolPart.all(ranges, axis)
    let plan = OrderBacktest(
      axis: axis, market: market, columns: try TicketColumns.compute(tickets, on: axis, values),
      terms: terms, periods: PeriodAxis(axis: axis, ranges: parts.map(\.rows)), parts: parts)
    let result = try plan.run()
    let source = OrderBookSource(plan, result)
    return Book(
      source, terms: terms, periods: plan.periods, axis: axis, counts: result.counts,
      kills: result.kills, prediction: prediction, soft: soft,
      notes: { BookNotes.of(source, market) })
  }

  /// Goes from target weights to target weights.
  ///
  /// - Parameter targets: One per row of the frame, decided at its end: a fraction of the equity;
  ///   missing keeps the position.
  /// - Throws: `Failure` naming the option at fault; `Interrupted`.
  /// - Complexity: O(rows).
  public static func weights(
    _ targets: [Double], frame: Frame, ranges: [Range<Int>]? = nil, terms: Execution,
    soft: SoftWork? = nil
  ) throws -> Book {
    try terms.validate()
    let axis = frame.axis
    guard targets.count == axis.rowCount else {
      throw Failure.count(targets.count, rows: axis.rowCount)
    }
    let market = try Market(
      frame: frame, prices: terms.prices, needs: terms.fill == .open ? [.open] : [])
    let parts = try SymbolPart.all(ranges, axis)
    let plan = WeightBacktest(
      axis: axis, market: market, targets: targets, terms: terms,
      periods: PeriodAxis(axis: axis, ranges: parts.map(\.rows)), parts: parts)
    let result = try plan.run()
    guard terms.leverage != nil || result.largestGross <= Self.mostGross else {
      throw Failure.notWeights(result.largestGross)
    }
    return Book(
      WeightBookSource(plan, result), terms: terms, periods: plan.periods, axis: axis,
      kills: result.kills, soft: soft, notes: { BookNotes.of(plan, result) })
  }

  /// Larger sums of weights are taken for predictions that were not meant as weights.
  private static let mostGross = 50.0

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
}

extension SymbolPart {
  /// The ranges with their symbols; a symbol ends early where its last row is the last of its
  /// segment and others in the part go on.
  ///
  /// - Complexity: O(ranges log symbols).
  static func all(_ ranges: [Range<Int>]?, _ axis: Axis) throws -> [SymbolPart] {
    let ranges = (ranges ?? axis.segments.map(\.rows)).filter { !$0.isEmpty }
    let symbols = try ranges.map { range in
      guard let index = axis.segmentIndex(ofRow: range.lowerBound),
        range.upperBound <= axis.segments[index].rows.upperBound
      else { throw Failure.range(range, rows: axis.rowCount) }
      return index
    }
    let lastRows = Dictionary(
      zip(symbols, ranges.map { $0.upperBound - 1 }), uniquingKeysWith: max)
    let last = axis.hasTime ? lastRows.values.map { axis.times[$0] }.max() ?? 0 : .min
    return zip(symbols, ranges).map { symbol, range in
      let isItsEnd = range.upperBound == axis.segments[symbol].rows.upperBound
      return SymbolPart(
        symbol: symbol, rows: range,
        endsEarly: isItsEnd && axis.hasTime && axis.times[range.upperBound - 1] < last,
        isFollowed: range.upperBound - 1 < lastRows[symbol] ?? 0)
    }
  }
}

extension Failure {
  fileprivate static func count(_ given: Int, rows: Int) -> Failure {
    Failure("\(given) values for a frame of \(rows) rows")
  }

  fileprivate static func range(_ range: Range<Int>, rows: Int) -> Failure {
    Failure(
      "rows \(range.lowerBound)..\(range.upperBound - 1) are not rows of one symbol "
        + "in a frame of \(rows) rows")
  }

  fileprivate static func notWeights(_ gross: Double) -> Failure {
    Failure(
      "the weights of one time reach \(NumberFormat.general(gross, digits: 3)) times the equity: "
        + "are they predictions?",
      hint: "rule= makes weights or orders of predictions; leverage=1 scales weights down")
  }
}
