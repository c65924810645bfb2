/// The money flow of a window as a share of its volume.
enum ChaikinMoneyFlow: Operator {
  static let signature = Signature(
    "cmf", group: OperatorGroup.indicator, "Chaikin's money flow, -1 to 1",
    details: """
      cmf(n) = sum(flow, n) / sum(volume, n), flow = volume ((close - low) - (high - close)) / (high - low).
      Missing where nothing was traded. Warm-up: n - 1 bars. Source: Chaikin.
      """,
    positionals: [.bars("the window", default: 20)],
    options: Parameter.highLowClose + [.bar("volume")],
    examples: [Example("cmf(20)")],
    keywords: ["chaikin", "money flow", "volume"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (flow, bars) = (try call.moneyFlow(for: "cmf"), try call.integer("n", atLeast: 1))
    let volume = try call.bar("volume", for: "cmf")
    return .series(
      try .divide(
        .rollingSum(flow, bars), .rollingSum(volume, bars), origin: call.origin))
  }
}
