/// Trades target weights: every period the book goes over to the weights decided before it.
///
/// With equity `E` at the prices of trading, a symbol's units become `w E / price`; a change costs
/// `rate * |change of value|`, measured against the drifted position. Equity is cash and positions at
/// the closes. A missing weight keeps the position, a symbol without a bar keeps it too.
///
/// - Complexity: O(rows).
struct WeightBacktest: Sendable {
  let axis: Axis
  let market: Market
  /// One per row of the frame, a fraction of the equity.
  let targets: [Double]
  let terms: Execution
  let periods: PeriodAxis
  let parts: [SymbolPart]

  /// Money by period, and the positions.
  struct Result: Sendable {
    var longGain: [Double]
    var shortGain: [Double]
    /// Fees and slippage paid by the side of the position that was changed.
    var longCosts: [Double]
    var shortCosts: [Double]
    /// Funding and borrowing.
    var carry: [Double]
    var traded: [Double]
    /// Value of longs, and of shorts below zero, at the end of the period.
    var longValue: [Double]
    var shortValue: [Double]
    /// `units[period * parts + part]` at the end of the period.
    var units: [Double]
    var kills: [Kill] = []
    /// The largest gross exposure that was asked for.
    var largestGross = 0.0

    init(periods: Int, parts: Int) {
      let zeros = [Double](repeating: 0, count: periods)
      (longGain, shortGain, longCosts, shortCosts) = (zeros, zeros, zeros, zeros)
      (carry, traded, longValue, shortValue) = (zeros, zeros, zeros, zeros)
      units = [Double](large: periods * parts) { $0.initialize(repeating: 0) }
    }
  }

  /// - Throws: `Interrupted`.
  func run() throws -> Result {
    let walk = WeightWalk(self)
    try walk.run()
    return walk.result
  }

  /// What is lost of the last price of a part in which positions are left.
  func lostAtEnd(of part: Int) -> Double { parts[part].endsEarly ? terms.delist : 0 }

  /// The prices of trading.
  var prices: [Double] { terms.fill == .open ? market.open : market.close }
}

extension Execution {
  /// Rows between the decision on a weight and the row in which it is traded.
  var lag: Int { delay + (fill == .same ? 0 : 1) }

  /// Funding and borrowing of a position over a bar.
  func carry(value: Double, years: Double) -> Double {
    funding * abs(value) + (value < 0 ? borrow * years * -value : 0)
  }

  /// Fees and slippage of a change of weights.
  func cost(value: Double, units: Double) -> Double {
    value * (taker + slippage) + units * (commission + slippageTicks * tick * point)
  }
}
