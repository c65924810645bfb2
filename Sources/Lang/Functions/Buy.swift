import Runtime

/// `buy(limit=bar.close * (1 - p), hold=4)`: an order of a rule.
enum Buy: Function {
  static let signature = Signature(
    "buy", group: "rules", "An order to buy, for a rule to return",
    details: OrderFunction.details, options: OrderFunction.options,
    examples: [
      Example("rule dip(p, bar; hold=4): return buy(limit=bar.close * (1 - p), hold=hold)"),
      Example("rule up(p, bar): return buy(when=p > 0.6, until=p < 0.5, stop=2%)"),
    ], keywords: ["long", "order", "limit", "stop", "entry"])

  static func call(_ call: CommandCall) throws -> Value { try OrderFunction.order(.long, call) }
}
