/// How decisions become trades, and what trading costs: the one set of terms for target weights and
/// for orders.
///
/// Decided at the end of row `t` of a symbol, a market order or a change of weight is carried out in
/// row `t + 1 + delay` of that symbol, at its open or close (`fill`). Every cost is a fraction of the
/// value that is traded: `cost = rate * sum |change of value|`.
///
/// - Unit: rates and slippage are fractions, `borrow` is a fraction per year, `funding` per bar;
///   ticks and prices are in the price's currency, sizes and capital in the account's.
public struct Execution: Sendable, Equatable {
  /// The price of a market order, of a change of weight and of an exit by a signal.
  public enum Fill: String, Sendable, CaseIterable {
    case open, close
    /// The close that the decision was made on: optimistic, and said so.
    case same
  }

  /// When a bar fills a resting limit order.
  public enum Touch: String, Sendable, CaseIterable {
    /// The bar must trade beyond the limit, by a tick where the tick is known.
    case through
    /// Reaching the limit is enough.
    case fill
  }

  /// The price of a limit order in a bar that opens beyond the limit.
  public enum Gap: String, Sendable, CaseIterable {
    /// The open, which is the better price.
    case open
    /// The limit, as the published system does.
    case limit
  }

  /// What happens in a bar that reaches both the stop and the target of a position.
  public enum Both: String, Sendable, CaseIterable {
    case stop, take
  }

  /// Where the lows and highs that decide fills come from.
  public enum Prices: String, Sendable, CaseIterable {
    /// Real lows and highs of the bar.
    case range
    /// Closes: a fill needs a close beyond the limit.
    case closes
  }

  /// How slippage is drawn.
  public enum Draw: String, Sendable, CaseIterable {
    case fixed
    /// Uniform between zero and twice the slippage, from the seed.
    case uniform
  }

  /// How much one order buys or sells.
  public enum Size: Sendable, Equatable {
    case currency(Double)
    /// Of the capital, or of the equity where profits are reinvested.
    case fraction(Double)
    case units(Double)
  }

  /// What the returns are counted by.
  public enum Period: String, Sendable, CaseIterable {
    case day, bar
  }

  public var fill = Fill.open
  /// Further bars between a decision and its first chance to trade.
  public var delay = 0
  public var touch = Touch.through
  public var gap = Gap.open
  public var both = Both.stop
  public var prices = Prices.range

  /// Paid on the value of limit orders that are filled.
  public var maker = 0.0
  /// Paid on the value of everything else.
  public var taker = 0.0
  /// Currency per unit traded.
  public var commission = 0.0
  public var slippage = 0.0
  public var slippageTicks = 0.0
  public var draw = Draw.fixed
  public var seed: UInt64 = 42
  /// Paid per bar on the value held: funding of a perpetual.
  public var funding = 0.0
  /// Paid per year on the value held short.
  public var borrow = 0.0
  /// Lost on the last price of a symbol that ends before the others.
  public var delist = 0.0

  /// Smallest price step; 0 where unknown.
  public var tick = 0.0
  /// Currency per point of the price and unit.
  public var point = 1.0
  /// Units are traded in multiples of this; 0 takes any number.
  public var lot = 0.0

  public var size = Size.currency(100)
  /// Money set aside; nil takes the most that was in use at any time (orders), or 100,000 (weights).
  public var capital: Double?
  /// Whether profits are reinvested.
  public var compounds = false
  /// The most value held for the equity; nil has no limit.
  public var leverage: Double?
  /// Equity below this share of the value held closes everything at the next open.
  public var margin = 0.0
  /// The most positions and working orders of a symbol; nil has no limit.
  public var positions: Int?
  /// Changes of a weight smaller than this are left undone.
  public var band = 0.0
  public var volatilityTarget: VolatilityTarget?
  public var kill = KillSwitches()

  public var period = Period.day
  /// Steepness of the smooth fill in the soft figures; nil takes that of the loss, else 1000.
  public var steepness: Double?

  public init() {}

  /// With the default filled in.
  public var fillSteepness: Double { steepness ?? 1000 }

  /// Both sides of a trade at the rates of market orders.
  var roundTrip: Double { 2 * (taker + slippage) }
  var isFree: Bool {
    maker == 0 && taker == 0 && commission == 0 && slippage == 0 && slippageTicks == 0
  }
}

/// Scales a book to a yearly volatility, by what its own last days were.
///
/// The scale of day t is `clip(target / (sd of the last n daily returns before t * sqrt(days per
/// year)), lowest, highest)`, each return divided by the scale it was made with; 1 until half of the
/// days are there. Nothing of day t enters: the published system's did.
public struct VolatilityTarget: Sendable, Equatable {
  /// Fraction per year.
  public var target: Double
  public var days: Int
  public var scale: ClosedRange<Double>

  public init(_ target: Double, days: Int = 20, scale: ClosedRange<Double> = 0.5...2) {
    (self.target, self.days, self.scale) = (target, days, scale)
  }
}

/// Limits after which a book is closed at the next open and stays out of the market.
///
/// Looked at after every bar; what they see is known then, what they do comes later.
public struct KillSwitches: Sendable, Equatable {
  /// Equity so far below its highest; a fraction, as all of these.
  public var drawdown: Double?
  /// Loss within one day.
  public var dayLoss: Double?
  /// Loss over the last `fallDays` days.
  public var fall: Double?
  public var fallDays = 5
  /// Yearly Sharpe ratio of the last `sharpeDays` days.
  public var sharpe: Double?
  public var sharpeDays = 60
  /// Days out of the market; nil stays out for good.
  public var rest: Int?

  public init() {}

  public var isOff: Bool { drawdown == nil && dayLoss == nil && fall == nil && sharpe == nil }
}
