/// The hour of the day, 0 to 23.
enum Hour: Operator {
  static let signature = Signature(
    "hour", group: OperatorGroup.calendar, "the hour of the day, 0 to 23",
    details: "hour(): of each row's time in the frame's zone. Unit: hours. Warm-up: none.",
    positionals: [.onSeries],
    examples: [Example("hour()")],
    keywords: ["time of day"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.calendar(.hour, for: "hour")
  }
}
