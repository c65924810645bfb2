/// Volume summed with the place of the close in its bar.
enum AccumulationDistribution: Operator {
  static let signature = Signature(
    "ad", group: OperatorGroup.indicator, "volume summed with the close's place in its bar",
    details: """
      ad = sum so far of volume ((close - low) - (high - close)) / (high - low); a bar without range adds
      nothing, a missing one is passed over. The level depends on where the data begin: use its changes.
      Unit: that of volume. Warm-up: none. Source: Chaikin; TA-Lib `AD`.
      """,
    options: Parameter.highLowClose + [.bar("volume")],
    examples: [Example("ad()"), Example("diff(ad(), 20) / sum(volume, 20)")],
    keywords: ["chaikin", "money flow", "accumulation"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let flow = try call.moneyFlow(for: "ad")
    return .series(try Expression(RunningSum(), [flow], origin: call.origin))
  }
}

extension OperatorCall {
  /// `volume ((close - low) - (high - close)) / (high - low)`, 0 for a bar without range.
  func moneyFlow(for operatorName: String) throws -> Expression {
    let bars = try bars(["high", "low", "close", "volume"], for: operatorName)
    let place = try Expression.subtract(.subtract(bars[2], bars[1]), .subtract(bars[0], bars[2]))
    let range = try Expression.subtract(bars[0], bars[1])
    let zero = Expression(constant: 0)
    let share = try Expression.select(.greater(range, zero), .divide(place, range), zero)
    return try .multiply(share, bars[3])
  }
}
