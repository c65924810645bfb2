/// What became of the bars of a part.
///
/// Counts and sums, not averages of averages: a mean over orders is one division at the end.
public struct OrderCounts: Sendable, Equatable {
  /// Orders placed.
  public internal(set) var orders = 0
  public internal(set) var fills = 0
  /// Bars on which a number that the order needs is missing.
  public internal(set) var withoutPrediction = 0
  /// Bars whose close or limit is no positive price.
  public internal(set) var withoutPrice = 0
  /// Bars whose exit would lie past the end of the part; no order was placed.
  public internal(set) var pastEnd = 0
  /// Exits put off, or marked at the last price, because the planned bar had no trading.
  public internal(set) var lateExits = 0
  /// Orders smaller than a lot.
  public internal(set) var tooSmall = 0
  /// Orders that capital and leverage did not allow.
  public internal(set) var refused = 0

  /// Share of the placed orders that were filled.
  public var fillRate: Double { Double(fills).dividedUnlessZero(by: Double(orders)) }

  static func + (a: OrderCounts, b: OrderCounts) -> OrderCounts {
    var sum = a
    sum.orders += b.orders
    sum.fills += b.fills
    sum.withoutPrediction += b.withoutPrediction
    sum.withoutPrice += b.withoutPrice
    sum.pastEnd += b.pastEnd
    sum.lateExits += b.lateExits
    sum.tooSmall += b.tooSmall
    sum.refused += b.refused
    return sum
  }
}
