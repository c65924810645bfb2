import Runtime

/// A list of equally spaced numbers, both ends included.
enum RangeList: Function {
  static let first = Parameter("first", .number, "first number")
  static let last = Parameter("last", .number, "last number, included when a step lands on it")
  static let step = Parameter("step", .number, default: .number(1), "distance of two numbers")
  static let signature = Signature(
    "range", group: "general", "a list of equally spaced numbers, both ends included",
    positionals: [first, last, step],
    examples: [Example("range(0, 1, 0.25)", prints: "[0, 0.25, 0.5, 0.75, 1]")])

  static func call(_ call: CommandCall) throws -> Value {
    let (low, high) = (try call.number(first), try call.number(last))
    let step = try call.number(step)
    guard step != 0, (high - low) / step > -1e-9 else { return .list([]) }
    guard let count = Int(exactly: ((high - low) / step + 1e-9).rounded(.down)), count < 10_000_000
    else { throw call.failure(self.step, "gives too many numbers") }
    return .list((0...count).map { .number(low + Double($0) * step) })
  }
}
