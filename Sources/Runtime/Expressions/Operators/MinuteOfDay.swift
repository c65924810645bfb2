/// The minute of the day, 0 to 1439.
enum MinuteOfDay: Operator {
  static let signature = Signature(
    "minute_of_day", group: OperatorGroup.calendar, "the minute of the day, 0 to 1439",
    details:
      "minute_of_day(): of each row's time in the frame's zone. Unit: minutes. Warm-up: none.",
    positionals: [.onSeries],
    examples: [Example("minute_of_day()")],
    keywords: ["time of day"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.calendar(.minuteOfDay, for: "minute_of_day")
  }
}
