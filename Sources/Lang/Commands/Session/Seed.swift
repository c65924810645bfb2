import Runtime

/// `seed 42`: where every random stream starts.
enum Seed: Command {
  /// The whole numbers that a double holds exactly.
  static let range = 0...9_007_199_254_740_992.0
  static let number = Parameter(
    "n", .integer, default: .absent, in: range,
    "start of every random stream; without it the seed is printed")
  static let signature = Signature(
    "seed", group: "session", "Sets or shows the seed of every random stream",
    details: "Initial weights, shuffling and dropout follow from it alone: equal seeds give equal "
      + "bits.", positionals: [number], examples: [Example("seed 42")])

  static func run(_ call: CommandCall) throws -> Value {
    guard call.has(number) else { return .number(Double(call.session.seed)) }
    call.session.seed = UInt64(try call.integer(number))
    return .none
  }
}
