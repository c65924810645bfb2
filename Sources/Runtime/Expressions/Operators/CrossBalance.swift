/// Weights scaled so that longs and shorts have given sums.
enum CrossBalance: Operator {
  static let signature = Signature(
    "xbalance", group: OperatorGroup.decision,
    "scales the weights of one time so that longs sum to one number and shorts to another",
    details: """
      xbalance(x, long, short): long x+ / sum(x+) - short x- / sum(x-), with x+ = max(x, 0) and x- = max(-x, 0). A
      side without a weight stays 0. Missing weights stay missing and do not count.
      """,
    positionals: [.x],
    options: [
      Parameter(
        "long", .number, default: .number(0.5), unit: "of the equity", in: 0...1e6,
        "sum of the longs"),
      Parameter(
        "short", .number, default: .number(0.5), unit: "of the equity", in: 0...1e6,
        "sum of the shorts"),
      .by,
    ],
    examples: [Example("xbalance(xdemean(pct(close, 20)))")],
    keywords: ["gross", "normalise", "dollar neutral"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (long, short) = (try call.number("long"), try call.number("short"))
    if let (x, groups) = try call.softGroups("xbalance") {
      let over = try side(.relu(x), groups, long)
      return .series(try .subtract(over, side(.relu(.negate(x)), groups, short)))
    }
    return .series(
      try call.crossStep("xbalance", [call.column("x")]) {
        BalanceStep(long: long, short: short, isByLabel: $0)
      })
  }

  private static func side(
    _ x: Expression, _ groups: SampleGroups, _ sum: Double
  ) throws -> Expression {
    let total = try Expression.maximum(groups.sum(x), Expression(constant: 1e-9))
    return try .divide(.multiply(x, Expression(constant: sum)), total)
  }
}

struct BalanceStep: CrossStep {
  let long: Double
  let short: Double
  let isByLabel: Bool
  var key: String { "balance(\(long),\(short),\(isByLabel))" }

  func step(
    _ values: [UnsafePointer<Double>], _ results: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let x = values[0]
    var (longs, shorts) = (0.0, 0.0)
    for place in 0..<count {
      if x[place] > 0 { longs += x[place] }
      if x[place] < 0 { shorts -= x[place] }
    }
    let up = longs > 0 ? long / longs : 0
    let down = shorts > 0 ? short / shorts : 0
    for place in 0..<count { results[place] = x[place] * (x[place] > 0 ? up : down) }
  }
}
