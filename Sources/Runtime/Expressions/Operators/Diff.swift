/// The change over `k` bars.
enum Diff: Operator {
  static let signature = Signature(
    "diff", group: OperatorGroup.shift, "the change over k bars",
    details: "diff(x, k) = x - lag(x, k). Warm-up: k bars.",
    positionals: [.x, .bars("over how many bars", "k", default: 1)],
    examples: [Example("diff(close)"), Example("diff(close, 5)")],
    keywords: ["change", "difference"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let x = try call.column("x")
    let before = try Expression.lag(x, call.shift("k", otherwise: "lead"), origin: call.origin)
    return .series(try .subtract(x, before, origin: call.origin))
  }
}
