/// A resting limit order at the end of every bar, held a fixed number of bars.
///
/// The order is decided at the end of row `t` with limit `close(t) * (1 - v)` (long) or
/// `close(t) * (1 + v)` (short) for a prediction `v`. It rests during row `t + 1` only. It fills
/// when that bar trades through the limit; a bar that opens beyond the limit fills at its open.
/// A filled position is closed at the close of row `t + hold`.
///
/// - Unit: predictions and fees are fractions, `hold` counts bars, sizes are in the price's currency.
/// - Edge cases: a bar without volume fills nothing; `v < 0` puts the limit beyond the close, which
///   fills at the next open like a market order.
/// - Source: the two-stage limit-order system (S1), which fills at the limit: `touch=fill gap=limit`.
public struct LimitOrderRule: Sendable, Equatable {
  /// When a bar fills a resting order.
  public enum Touch: String, Sendable, CaseIterable {
    /// The bar must trade beyond the limit, by a tick where the tick is known.
    case through
    /// Reaching the limit is enough.
    case fill
  }

  /// The price of a fill in a bar that opens beyond the limit.
  public enum Gap: String, Sendable, CaseIterable {
    /// The open, which is the better price.
    case open
    /// The limit, as the published system does.
    case limit
  }

  /// Where the lows and highs that decide a fill come from.
  public enum Prices: String, Sendable, CaseIterable {
    /// Real lows and highs of the bar.
    case range
    /// Closes: a fill needs a close beyond the limit.
    case closes
  }

  /// How much one order buys or sells.
  public enum Size: Sendable, Equatable {
    case currency(Double)
    /// Of the allotted capital, which does not grow with profits.
    case fraction(Double)
  }

  public var side = TradeSide.long
  public var hold = 4
  /// Paid on the value of the entry; the maker fee of a resting order.
  public var entryFee = 0.0002
  /// Paid on the value of the exit; the taker fee of a market order.
  public var exitFee = 0.0002
  /// Paid per bar held on the value of the entry: funding of a perpetual, borrowing of a share.
  public var funding = 0.0
  public var touch = Touch.through
  public var gap = Gap.open
  /// Smallest price step; 0 where unknown, and any trade beyond the limit then fills it.
  public var tick = 0.0
  public var size = Size.currency(100)
  /// Money set aside for the rule; nil takes the most that was in use at any time.
  public var capital: Double?
  public var prices = Prices.range
  /// Steepness of the smooth fill in the `soft` figures.
  ///
  /// nil: that of the loss the run was trained on, else 1000.
  public var steepness: Double?
  /// With the default filled in.
  public var fillSteepness: Double { steepness ?? 1000 }

  public init(side: TradeSide = .long, hold: Int = 4) {
    self.side = side
    self.hold = hold
  }

  /// `close * (1 - v)` for a long order, `close * (1 + v)` for a short one.
  public func limit(close: Double, prediction: Double) -> Double {
    close * (1 - side.sign * prediction)
  }

  /// Currency value of one order at its limit.
  public var orderValue: Double {
    switch size {
    case .currency(let value): value
    case .fraction(let share): share * (capital ?? 0)
    }
  }

  /// The price at which the bar fills an order at `limit`; nil where it does not.
  public func fillPrice(limit: Double, in bar: PriceBar) -> Double? {
    guard bar.volume != 0, isReached(limit, by: side == .long ? bar.low : bar.high) else {
      return nil
    }
    let isBeyond = bar.open > 0 && side.sign * (limit - bar.open) > 0
    return gap == .open && isBeyond ? bar.open : limit
  }

  /// A missing low or high, or one that is no positive price, fills nothing.
  private func isReached(_ limit: Double, by extreme: Double) -> Bool {
    guard extreme > 0 else { return false }
    let distance = side.sign * (limit - extreme)
    switch touch {
    case .fill: return distance >= 0
    case .through: return distance > 0 && distance >= tick * (1 - 1e-6)
    }
  }
}

extension LimitOrderRule {
  /// - Throws: `Failure` naming the first option whose value makes no sense.
  func validate() throws {
    func require(_ condition: Bool, _ parameter: String, _ text: String) throws {
      if !condition { throw Failure(text, culprit: .parameter(parameter)) }
    }
    try require(hold >= 1 && hold <= 1_000_000, "hold", "hold must be 1 bar or more, not \(hold)")
    try require(entryFee > -1 && entryFee < 1, "maker", "the entry fee must be a fraction below 1")
    try require(exitFee > -1 && exitFee < 1, "taker", "the exit fee must be a fraction below 1")
    try require(abs(funding) < 1, "funding", "funding must be a fraction below 1")
    try require(tick >= 0 && tick.isFinite, "tick", "tick must be zero or a positive price step")
    try require(fillSteepness > 0 && fillSteepness.isFinite, "k", "k must be positive")
    try require(
      capital.map { $0 > 0 && $0.isFinite } ?? true, "capital", "capital must be positive")
    if case .fraction = size {
      try require(capital != nil, "fraction", "fraction= needs capital=: a fraction of what?")
    }
    try require(
      orderValue > 0 && orderValue.isFinite, "size", "the size of an order must be positive")
  }
}
