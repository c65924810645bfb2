/// The options that `limit_long` and `limit_short` share.
enum LimitParameters {
  static let hold = Parameter(
    "hold", .integer, default: .number(4), unit: "bars", in: 1...1_000_000,
    "bars from the decision to the exit at a close")
  static let fee = Parameter(
    "fee", .number, default: .number(0.0002), unit: "fraction", in: -0.1...0.5,
    "fee per side on the value traded")
  static let maker = Parameter(
    "maker", .number, default: .absent, unit: "fraction", in: -0.1...0.5,
    "entry fee, where it differs from fee")
  static let taker = Parameter(
    "taker", .number, default: .absent, unit: "fraction", in: -0.1...0.5,
    "exit fee, where it differs from fee")
  static let funding = Parameter(
    "funding", .number, default: .number(0), unit: "fraction per bar", in: -0.1...0.1,
    "funding or borrowing paid on the value held")
  static let touch = Parameter(
    "touch", .choice(LimitOrderRule.Touch.allCases.map(\.rawValue)), default: .text("through"),
    "through: the bar trades beyond the limit; fill: it reaches it")
  static let gap = Parameter(
    "gap", .choice(LimitOrderRule.Gap.allCases.map(\.rawValue)), default: .text("open"),
    "price of a fill in a bar that opens beyond the limit")
  static let tick = Parameter(
    "tick", .number, default: .number(0), unit: "price", in: 0...1e12,
    "smallest price step; through then means by a tick")
  static let size = Parameter(
    "size", .number, default: .absent, unit: "currency", in: 1e-12...1e18,
    "value of one order; 100 unless fraction is given")
  static let fraction = Parameter(
    "fraction", .number, default: .absent, unit: "fraction", in: 1e-12...1e6,
    "value of one order as a share of capital")
  static let capital = Parameter(
    "capital", .number, default: .absent, unit: "currency", in: 1e-12...1e18,
    "base of the returns; the peak capital in use when left out")
  static let prices = Parameter(
    "from", .choice(LimitOrderRule.Prices.allCases.map(\.rawValue)), default: .text("range"),
    "range: fills on real lows and highs; closes: on closes, for frames without them")
  static let steepness = Parameter(
    "k", .number, default: .absent, in: 1e-6...1e9,
    "steepness of the smooth fill in the soft figures; left out, that of the run's loss, else 1000")

  static let all = [
    hold, fee, maker, taker, funding, touch, gap, tick, size, fraction, capital, prices, steepness,
  ]

  static let details = """
    The order rests during the next bar only. It fills when that bar trades through the limit \
    (touch=fill: reaches it), at the open when the bar opens beyond the limit (gap=limit: at the \
    limit), never in a bar without volume. The position is closed at the close hold bars after the \
    decision; fees are paid on the values traded, maker on the entry and taker on the exit. Orders \
    whose exit would lie past the part are not placed. Every symbol places one order each bar. \
    touch=fill gap=limit is the published rule of the two-stage system.
    """

  static func rule(_ side: TradeSide, _ arguments: RuleArguments) throws -> LimitOrderRule {
    var rule = LimitOrderRule(side: side)
    let both = try arguments.number(fee) ?? rule.entryFee
    rule.hold = try arguments.integer(hold) ?? rule.hold
    rule.entryFee = try arguments.number(maker) ?? both
    rule.exitFee = try arguments.number(taker) ?? both
    rule.funding = try arguments.number(funding) ?? 0
    rule.touch = try arguments.choice(touch, of: LimitOrderRule.Touch.self) ?? .through
    rule.gap = try arguments.choice(gap, of: LimitOrderRule.Gap.self) ?? .open
    rule.tick = try arguments.number(tick) ?? 0
    rule.capital = try arguments.number(capital)
    rule.size = try size(arguments)
    rule.prices = try arguments.choice(prices, of: LimitOrderRule.Prices.self) ?? .range
    rule.steepness = try arguments.number(steepness) ?? rule.steepness
    try rule.validate()
    return rule
  }

  private static func size(_ arguments: RuleArguments) throws -> LimitOrderRule.Size {
    let value = try arguments.number(size)
    guard let share = try arguments.number(fraction) else { return .currency(value ?? 100) }
    guard value == nil else {
      throw Failure("give size or fraction, not both", culprit: .parameter("fraction"))
    }
    return .fraction(share)
  }
}
