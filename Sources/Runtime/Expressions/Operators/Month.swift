/// The month, 1 to 12.
enum Month: Operator {
  static let signature = Signature(
    "month", group: OperatorGroup.calendar, "the month, 1 to 12",
    details: "month(): of each row's time in the frame's zone. Unit: months. Warm-up: none.",
    positionals: [.onSeries],
    examples: [Example("month()")],
    keywords: ["season"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.calendar(.month, for: "month")
  }
}
