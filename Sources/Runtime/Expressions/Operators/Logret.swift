/// The logarithmic return over `k` bars.
enum Logret: Operator {
  static let signature = Signature(
    "logret", group: OperatorGroup.shift, "the logarithmic return over k bars",
    details: "logret(x, k) = ln(x / lag(x, k)). Warm-up: k bars.",
    positionals: [.x, .bars("over how many bars", "k", default: 1)],
    examples: [Example("logret(close)"), Example("logret(close, 5)")],
    keywords: ["return", "log return"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.shift("k", otherwise: "lead")
    return .series(try .logReturn(call.column("x"), bars, origin: call.origin))
  }
}

extension Expression {
  /// `ln(x / lag(x, k))`.
  static func logReturn(_ x: Expression, _ bars: Int, origin: Origin? = nil) throws -> Expression {
    try logarithm(divide(x, lag(x, bars, origin: origin)), origin: origin)
  }
}
