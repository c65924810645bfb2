import Runtime

/// What `buy` and `sell` share: the parts of an order, as series or as plain numbers.
enum OrderFunction {
  static let limit = Parameter(
    "limit", .series, default: .absent, unit: "price",
    "rests at this price; without it and trigger "
      + "a market order")
  static let trigger = Parameter(
    "trigger", .series, default: .absent, unit: "price",
    "becomes a market order when the price gets there: a stop order to enter")
  static let when = Parameter(
    "when", .series, default: .absent, "only on bars where it holds")
  static let hold = Parameter(
    "hold", .integer, default: .absent, unit: "bars", in: 1...1_000_000,
    "from the decision to the exit at a close; left out, until stop, take, until or the opposite "
      + "order")
  static let stop = Parameter(
    "stop", .series, default: .absent, unit: "fraction", "protective stop, from the fill price")
  static let take = Parameter(
    "take", .series, default: .absent, unit: "fraction", "target, from the fill price")
  static let until = Parameter(
    "until", .series, default: .absent, "leaves at the next fill after a bar where it holds")
  static let weight = Parameter(
    "weight", .series, default: .absent, "multiple of the size of an order; none at 0")
  static let life = Parameter(
    "life", .integer, default: .number(1), unit: "bars", in: 1...1_000_000, "bars that it works")

  static let options = [limit, trigger, when, hold, stop, take, until, weight, life]

  static let details = """
    What a rule returns, one order or a list of them. An order is decided at the end of a bar and works \
    from the next bar on. Its size, fees and fills are options of the rule or of backtest. In a loss the \
    same rule is traced with a smooth fill; there it needs hold=.
    """

  static func order(_ side: TradeSide, _ call: CommandCall) throws -> Value {
    var ticket = OrderTicket(side, hold: try whole(hold, call), life: try whole(life, call) ?? 1)
    ticket.limit = try part(limit, call)
    ticket.trigger = try part(trigger, call)
    ticket.when = try part(when, call)
    ticket.stop = try part(stop, call)
    ticket.take = try part(take, call)
    ticket.until = try part(until, call)
    ticket.weight = try part(weight, call)
    guard ticket.limit == nil || ticket.trigger == nil else {
      throw call.failure(trigger, "does not go with limit: an order has one price")
    }
    return .object(OrderValue([ticket]))
  }

  private static func part(
    _ parameter: Parameter, _ call: CommandCall
  ) throws -> Runtime.Expression? {
    guard call.has(parameter) else { return nil }
    return try call.series(parameter).expression
  }

  /// A number of bars; a live number of a loss counts as what it is now.
  private static func whole(_ parameter: Parameter, _ call: CommandCall) throws -> Int? {
    guard let value = call.value(parameter) else { return nil }
    if case .series(let series) = value, let number = series.expression.staticValue {
      guard let whole = Int(exactly: number), whole >= 1 else {
        throw call.failure(parameter, "must be a whole number of 1 or more")
      }
      return whole
    }
    return try call.integer(parameter)
  }
}
