/// The directional index of rises.
enum DIPlus: Operator {
  static let signature = Signature(
    "di_plus", group: OperatorGroup.indicator, "the directional index of rises, 0 to 100",
    details: """
      100 times Wilder's sum of the directional movement, the rise of the high where it exceeds the fall of the low,
      over that of the true range. Warm-up: n bars. Source: Wilder (1978); TA-Lib `PLUS_DI`.
      """,
    positionals: [.bars("the length", default: 14)], options: Parameter.highLowClose,
    examples: [Example("di_plus(14)")],
    keywords: ["directional movement", "plus_di"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try call.directionalIndex(.plus, for: "di_plus"))
  }
}
