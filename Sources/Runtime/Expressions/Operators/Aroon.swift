/// How recent the extremes of a window are.
enum Aroon: Operator {
  static let signature = Signature(
    "aroon", group: OperatorGroup.indicator,
    "how recent the window's extremes are, 0 to 100: .up .down .osc",
    details: """
      up = 100 (n - argmax(high, n + 1)) / n, down the same of argmin(low, n + 1), osc = up - down.
      Warm-up: n bars. Source: Chande (1995); TA-Lib `AROON`, `AROONOSC`.
      """,
    positionals: [.bars("the length", default: 14)], options: [.bar("high"), .bar("low")],
    examples: [Example("aroon(14).up"), Example("aroon(25).osc")],
    keywords: ["trend", "bars since"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let prices = try call.bars(["high", "low"], for: "aroon")
    let bars = try call.integer("n", atLeast: 1)
    func share(_ extremum: Extremum, _ price: Expression) throws -> Expression {
      let age = ExtremumAge(extremum: extremum, window: .bars(bars + 1), minimum: bars + 1)
      let left = try Expression.subtract(
        Expression(constant: Double(bars)), Expression(age, [price]))
      return try .multiply(
        Expression(constant: 100 / Double(bars)), left, origin: call.origin)
    }
    let (up, down) = (try share(.max, prices[0]), try share(.min, prices[1]))
    return .record([
      ("up", up), ("down", down), ("osc", try .subtract(up, down, origin: call.origin)),
    ])
  }
}
