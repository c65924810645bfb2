/// Signed volume as a share of all volume.
enum OrderFlow: Operator {
  static let signature = Signature(
    "order_flow", group: OperatorGroup.microstructure,
    "the imbalance of volume of rising and falling bars, -1 to 1",
    details: """
      order_flow(n) = sum(volume sign(diff(close)), n) / sum(volume of bars that moved, n). Missing where no bar
      moved. Warm-up: n bars.
      """,
    positionals: [.bars("the window", default: 20)], options: [.bar("close"), .bar("volume")],
    examples: [Example("order_flow(20)")],
    keywords: ["imbalance", "tick rule", "microstructure"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let inputs = try call.bars(["close", "volume"], for: "order_flow")
    let bars = try call.integer("n", atLeast: 1)
    let side = try Expression.sign(.subtract(inputs[0], .lag(inputs[0], 1)))
    let signed = try Expression.multiply(inputs[1], side)
    return .series(
      try .divide(
        .rollingSum(signed, bars), .rollingSum(.absolute(signed), bars), origin: call.origin))
  }
}
