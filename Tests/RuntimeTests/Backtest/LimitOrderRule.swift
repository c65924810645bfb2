@testable import Runtime

/// A limit order at a fraction of the close on every bar, for tests: what `limit_long` and
/// `limit_short` of the language are.
struct LimitOrderRule {
  var side = TradeSide.long
  var hold = 4
  var entryFee = 0.0002
  var exitFee = 0.0002
  var funding = 0.0
  var touch = Execution.Touch.through
  var gap = Execution.Gap.open
  var tick = 0.0
  var size = Execution.Size.currency(100)
  var capital: Double?
  var prices = Execution.Prices.range
  var steepness: Double?
  /// Further terms.
  var change: (inout Execution) -> Void = { _ in }

  init(side: TradeSide = .long, hold: Int = 4) { (self.side, self.hold) = (side, hold) }

  var terms: Execution {
    var terms = Execution()
    (terms.maker, terms.taker, terms.funding) = (entryFee, exitFee, funding)
    (terms.touch, terms.gap, terms.tick) = (touch, gap, tick)
    (terms.size, terms.capital, terms.prices) = (size, capital, prices)
    terms.steepness = steepness
    change(&terms)
    return terms
  }

  func ticket(_ prediction: [Double], on frame: Frame) throws -> OrderTicket {
    guard let close = frame.expression("close") else { throw Failure("no close") }
    let p = Expression(column: .numbers(prediction), name: "p", axis: frame.axis)
    let one = Expression(constant: 1)
    let share = try side == .long ? Expression.subtract(one, p) : .add(one, p)
    var ticket = OrderTicket(side, hold: hold)
    ticket.limit = try .multiply(close, share)
    return ticket
  }
}

extension Backtest {
  static func run(
    prediction: [Double], frame: Frame, ranges: [Range<Int>]? = nil, rule: LimitOrderRule
  ) throws -> Book {
    guard prediction.count == frame.rowCount else { throw Failure("too few predictions") }
    let terms = rule.terms
    let ticket = try rule.ticket(prediction, on: frame)
    return try Backtest.orders(
      [ticket], prediction: prediction, frame: frame, ranges: ranges, terms: terms,
      values: ColumnEvaluator(threads: 1)
    ) {
      try SoftProfit.orders(
        [ticket], frame: frame, terms: terms, .init(terms, isLimit: true)
      ).figures(
        ranges: ranges, axis: frame.axis, steepness: terms.fillSteepness,
        values: ColumnEvaluator(threads: 1))
    }
  }
}

extension Book {
  func money(_ trade: Trade) -> TradeMoney { terms.money(trade, axis) }
  var committed: [Double] { exposure.committed }
  var holdings: [Double] { exposure.holdings }
  var softExpectedProfit: Double { soft?.expectedProfit ?? .nan }
}

/// One bar, for orders that are tried on it alone.
struct PriceBar {
  var open: Double
  var high: Double
  var low: Double
  var close: Double
  var volume = 1.0

  /// The price at which the bar fills an order of the rule; nil where it does not.
  func fill(_ limit: Double, _ rule: LimitOrderRule) throws -> Double? {
    let bars = MarketBars(rows: [(open, high, low, close, volume)])
    let market = try Market(frame: bars.frame(), prices: rule.prices, needs: [.range])
    return market.withBars { view in
      let resolver = OrderResolver(view, rule.terms, range: 0..<1, isDelisted: false)
      guard view.hasTrading(0) else { return nil }
      return resolver.limitFill(limit, sign: rule.side.sign, in: 0)
    }
  }
}
