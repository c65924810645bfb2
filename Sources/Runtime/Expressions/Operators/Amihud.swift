/// The price move per traded value.
enum Amihud: Operator {
  static let signature = Signature(
    "amihud", group: OperatorGroup.microstructure, "illiquidity: the return per traded value",
    details: """
      amihud(n) = mean(|pct(close)| / (close volume), n) over the bars with a trade; min= says how many must
      have one, n unless given. Unit: a fraction per unit of traded value; multiply by 1e6 or so. Warm-up: n bars.
      Source: Amihud (2002), "Illiquidity and stock returns".
      """,
    positionals: [.bars("the window", default: 20)],
    options: [.minimum, .bar("close"), .bar("volume")],
    examples: [Example("amihud(20)"), Example("ln(amihud(20))")],
    keywords: ["illiquidity", "price impact", "microstructure"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let inputs = try call.bars(["close", "volume"], for: "amihud")
    let move = try Expression.absolute(.simpleReturn(inputs[0], 1))
    let impact = try Expression.divide(move, .multiply(inputs[0], inputs[1]))
    let window = Window.bars(try call.integer("n", atLeast: 1))
    let operation = RollingAggregate(
      statistic: MeanStatistic(), window: window, minimum: try call.minimum(of: window))
    return .series(try Expression(operation, [impact], origin: call.origin))
  }
}
