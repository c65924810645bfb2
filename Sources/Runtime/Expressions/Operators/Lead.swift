/// The value `k` bars later: it reads the future.
enum Lead: Operator {
  static let signature = Signature(
    "lead", group: OperatorGroup.shift, "the value k bars later (reads the future)",
    details: """
      lead(x, k)[t] = x[t + k]. Missing in the last k rows of a symbol. Allowed in targets and losses;
      shifts add up, so lag(lead(x, 2), 3) is causal.
      """,
    positionals: [.x, .bars("how many bars ahead", "k", default: 1)],
    examples: [Example("lead(close)"), Example("lead(close, 5)")],
    keywords: ["shift", "next", "future"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.shift("k", otherwise: "lag")
    return .series(try .lag(call.column("x"), -bars, origin: call.origin))
  }
}
