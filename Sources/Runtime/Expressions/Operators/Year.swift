/// The year.
enum Year: Operator {
  static let signature = Signature(
    "year", group: OperatorGroup.calendar, "the year",
    details: "year(): of each row's time in the frame's zone. Unit: years. Warm-up: none.",
    positionals: [.onSeries],
    examples: [Example("year()")],
    keywords: ["date"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.calendar(.year, for: "year")
  }
}
