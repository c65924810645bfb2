import Runtime

/// `c = roll es by=volume`: contracts become one continuous series.
enum RollCommand: Command {
  static let data = Parameter(
    "frame", .frame, default: .absent, "a frame with a symbol per contract; the one in use")
  static let by = Parameter(
    "by", .choice(Roll.Rule.allCases.map(\.rawValue)), default: .text("volume"),
    "volume: when a later contract traded more; date: some days before the contract ends")
  static let days = Parameter(
    "days", .integer, default: .number(5), unit: "trading days", in: 0...1000,
    "of by=date: how long before its last day a contract is left")
  static let session = Parameter(
    "session", .text, default: .absent,
    "hours such as \"18:00-17:00\", which say the day of a row after the evening's opening")
  static let signature = Signature(
    "roll", group: "data", "Joins the contracts of a future to a continuous series",
    details: "Rows are those of the contract that is held, as traded; contract names it. A day "
      + "decides and the next one holds the new contract, so nothing is known too early; it never "
      + "goes back. roll_factor is old over new price at the last common time of each roll, "
      + "multiplied up: adjust makes returns across rolls from it.",
    positionals: [data], options: [by, days, session],
    examples: [Example("c = roll es by=volume"), Example("c = adjust(roll(es, by=date, days=8))")],
    keywords: ["futures", "continuous", "contract", "expiry"])

  static func run(_ call: CommandCall) throws -> Value {
    let origin = try call.frame(data)
    let rule = Roll.Rule(rawValue: try call.text(by)) ?? .volume
    guard rule == .date || !call.has(days) else {
      throw call.failure(days, "belongs to by=date")
    }
    let roll = try Roll(
      origin.frame, by: rule, days: try call.integer(days),
      session: try call.sessionHours(session))
    return call.shaped(roll.frame, of: origin, notes: roll.report)
  }
}
