/// What became of the bars of a part, and the sums behind the figures per order.
///
/// Sums, not averages of averages: a mean over orders is one division at the end.
public struct OrderCounts: Sendable, Equatable {
  /// Orders placed.
  public internal(set) var orders = 0
  public internal(set) var fills = 0
  /// Bars without a prediction.
  public internal(set) var withoutPrediction = 0
  /// Bars whose close or limit is no positive price.
  public internal(set) var withoutPrice = 0
  /// Bars whose exit would lie past the end of the part; no order was placed.
  public internal(set) var pastEnd = 0
  /// Exits put off, or marked at the last price, because the planned bar had no trading.
  public internal(set) var lateExits = 0
  var predictions = 0.0
  /// Sum of the net returns of filled orders.
  var netReturns = 0.0
  var softFills = 0.0
  var softProfits = 0.0

  /// Share of the placed orders that were filled.
  public var fillRate: Double { Double(fills).dividedUnlessZero(by: Double(orders)) }
  /// `sum(F n) / sum(F)`.
  public var profitWhenFilled: Double { netReturns.dividedUnlessZero(by: Double(fills)) }
  /// `mean(F n)` over all placed orders.
  public var expectedProfit: Double { netReturns.dividedUnlessZero(by: Double(orders)) }
  public var averagePrediction: Double { predictions.dividedUnlessZero(by: Double(orders)) }
  /// `mean(fill)` of the smooth fill.
  public var softFillRate: Double { softFills.dividedUnlessZero(by: Double(orders)) }
  /// `mean(fill * net)` of the smooth fill.
  public var softExpectedProfit: Double { softProfits.dividedUnlessZero(by: Double(orders)) }
}
