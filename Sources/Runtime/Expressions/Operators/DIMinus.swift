/// The directional index of falls.
enum DIMinus: Operator {
  static let signature = Signature(
    "di_minus", group: OperatorGroup.indicator, "the directional index of falls, 0 to 100",
    details: """
      100 times Wilder's sum of the directional movement, the fall of the low where it exceeds the rise of the high,
      over that of the true range. Warm-up: n bars. Source: Wilder (1978); TA-Lib `MINUS_DI`.
      """,
    positionals: [.bars("the length", default: 14)], options: Parameter.highLowClose,
    examples: [Example("di_minus(14)")],
    keywords: ["directional movement", "minus_di"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try call.directionalIndex(.minus, for: "di_minus"))
  }
}
