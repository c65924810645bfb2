import Runtime

/// `threads 2`: how many cores are used.
enum Threads: Command {
  static let range = 1...256.0
  static let count = Parameter(
    "n", .integer, default: .absent, in: range,
    "worker threads; without it the number is printed")
  static let signature = Signature(
    "threads", group: "session", "Sets or shows the number of worker threads",
    details: "Results do not depend on it: work is cut into shards by shape alone.",
    positionals: [count], examples: [Example("threads 2")])

  static func run(_ call: CommandCall) throws -> Value {
    guard call.has(count) else { return .number(Double(call.session.threads)) }
    call.session.threads = try call.integer(count)
    return .none
  }
}
