/// The rate of change in percent.
enum RateOfChange: Operator {
  static let signature = Signature(
    "roc", group: OperatorGroup.indicator, "the change over n bars in percent, as TA-Lib has it",
    details: """
      roc(x, n) = 100 (x / lag(x, n) - 1). Unit: percent; pct(x, n) is the same as a fraction.
      Warm-up: n bars. Source: TA-Lib `ROC`.
      """,
    positionals: [.x, .bars("over how many bars", default: 10)],
    examples: [Example("roc(close, 10)")],
    keywords: ["rate of change", "momentum"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let change = try Expression.simpleReturn(
      call.column("x"), call.integer("n", atLeast: 1))
    return .series(try .multiply(Expression(constant: 100), change, origin: call.origin))
  }
}
