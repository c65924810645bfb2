/// A sell order that rests a predicted fraction above the close: limit `close * (1 + p)`.
enum LimitShort: RuleEntry {
  static let signature = Signature(
    "limit_short", group: "rules",
    "A sell order that rests the predicted fraction above the close",
    details: "limit = close * (1 + p). " + LimitParameters.details, options: LimitParameters.all,
    examples: [Example("limit_short(hold=4, fee=2bp)")],
    keywords: ["limit order", "short", "fill"])

  static func make(_ arguments: RuleArguments) throws -> LimitOrderRule {
    try LimitParameters.rule(.short, arguments)
  }
}
