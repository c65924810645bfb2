import Runtime

/// `sell(limit=bar.close * (1 + p), hold=4)`: an order of a rule.
enum Sell: Function {
  static let signature = Signature(
    "sell", group: "rules", "An order to sell short, for a rule to return",
    details: OrderFunction.details
      + " Filled, it also ends a long position of the rule that has no "
      + "hold=.",
    options: OrderFunction.options,
    examples: [
      Example("rule rise(p, bar; hold=4): return sell(limit=bar.close * (1 + p), hold=hold)"),
      Example(
        "rule both(p, bar): return [buy(when=p > 0.6, hold=5), sell(when=p < 0.4, hold=5)]"),
    ], keywords: ["short", "order", "limit", "stop", "entry"])

  static func call(_ call: CommandCall) throws -> Value { try OrderFunction.order(.short, call) }
}
