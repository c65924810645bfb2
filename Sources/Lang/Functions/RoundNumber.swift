import Runtime

/// Rounds a number to a count of decimals; halves go to the even neighbour.
enum RoundNumber: Function {
  static let value = Parameter("x", .number, "number to round")
  static let digits = Parameter(
    "digits", .integer, default: .number(0), in: -15...15, "decimals to keep")
  static let signature = Signature(
    "round", group: "general", "rounds a number to a count of decimals",
    positionals: [value, digits], examples: [Example("round(2.718, 2)", prints: "2.72")])

  static func call(_ call: CommandCall) throws -> Value {
    let (number, count) = (try call.number(value), try call.integer(digits))
    let scale = ScalarMath.value(.power, 10, Double(count))
    let scaled = number * scale
    guard scaled.isFinite else { return .number(number) }
    return .number(scaled.rounded(.toNearestOrEven) / scale)
  }
}
