/// A buy order that rests a predicted fraction below the close: limit `close * (1 - p)`.
enum LimitLong: RuleEntry {
  static let signature = Signature(
    "limit_long", group: "rules",
    "A buy order that rests the predicted fraction below the close",
    details: "limit = close * (1 - p). " + LimitParameters.details, options: LimitParameters.all,
    examples: [Example("limit_long(hold=4, fee=2bp)")],
    keywords: ["limit order", "long", "fill"])

  static func make(_ arguments: RuleArguments) throws -> LimitOrderRule {
    try LimitParameters.rule(.long, arguments)
  }
}
