/// The relative strength index.
enum RSI: Operator {
  static let signature = Signature(
    "rsi", group: OperatorGroup.indicator, "the relative strength index, 0 to 100",
    details: """
      rsi(x, n) = 100 up / (up + down), up and down Wilder's averages of rises and of falls.
      Missing while nothing has moved. Warm-up: n bars. Source: Wilder (1978); TA-Lib `RSI`.
      """,
    positionals: [.x, .bars("the length", default: 14)],
    examples: [Example("rsi(close, 14)")],
    keywords: ["relative strength", "overbought"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (x, bars) = (try call.column("x"), try call.integer("n", atLeast: 1))
    let change = try Expression.subtract(x, .lag(x, 1))
    let up = try Expression.wilder(.relu(change), bars)
    let down = try Expression.wilder(.relu(.negate(change)), bars)
    let share = try Expression.divide(up, .add(up, down))
    return .series(try .multiply(Expression(constant: 100), share, origin: call.origin))
  }
}
