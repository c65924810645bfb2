/// The day of the month, 1 to 31.
enum Day: Operator {
  static let signature = Signature(
    "day", group: OperatorGroup.calendar, "the day of the month, 1 to 31",
    details: "day(): of each row's time in the frame's zone. Unit: days. Warm-up: none.",
    positionals: [.onSeries],
    examples: [Example("day()")],
    keywords: ["date"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.calendar(.day, for: "day")
  }
}
