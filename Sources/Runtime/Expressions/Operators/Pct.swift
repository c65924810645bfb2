/// The simple return over `k` bars.
enum Pct: Operator {
  static let signature = Signature(
    "pct", group: OperatorGroup.shift, "the simple return over k bars, a fraction",
    details: """
      pct(x, k) = x / lag(x, k) - 1. Nothing is filled: a missing value gives a missing return.
      Warm-up: k bars.
      """,
    positionals: [.x, .bars("over how many bars", "k", default: 1)],
    examples: [Example("pct(close)"), Example("pct(close, 5)")],
    keywords: ["return", "pct_change", "change"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.shift("k", otherwise: "lead")
    return .series(try .simpleReturn(call.column("x"), bars, origin: call.origin))
  }
}

extension Expression {
  /// `x / lag(x, k) - 1`.
  static func simpleReturn(_ x: Expression, _ bars: Int, origin: Origin? = nil) throws -> Expression
  {
    let ratio = try divide(x, lag(x, bars, origin: origin), origin: origin)
    return try subtract(ratio, Expression(constant: 1), origin: origin)
  }
}
