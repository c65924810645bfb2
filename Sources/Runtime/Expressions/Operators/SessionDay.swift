/// The day of the session, counted from 1970-01-01.
enum SessionDay: Operator {
  static let signature = Signature(
    "session", group: OperatorGroup.calendar, "the day of the session, counted from 1970-01-01",
    details: "session(): of each row's time in the frame's zone. Unit: days. Warm-up: none.",
    positionals: [.onSeries],
    examples: [Example("session()")],
    keywords: ["trading day", "date"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.calendar(.session, for: "session")
  }
}
