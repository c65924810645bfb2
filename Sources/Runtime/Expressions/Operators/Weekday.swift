/// The day of the week, 0 on Monday.
enum Weekday: Operator {
  static let signature = Signature(
    "weekday", group: OperatorGroup.calendar, "the day of the week, 0 on Monday",
    details: "weekday(): of each row's time in the frame's zone. Unit: days. Warm-up: none.",
    positionals: [.onSeries],
    examples: [Example("weekday()")],
    keywords: ["day of week", "monday"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.calendar(.weekday, for: "weekday")
  }
}
