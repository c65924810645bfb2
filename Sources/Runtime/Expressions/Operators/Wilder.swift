/// Wilder's average, seeded with a plain mean.
enum Wilder: Operator {
  static let signature = Signature(
    "wilder", group: OperatorGroup.recursive, "Wilder's average of n bars",
    details: """
      w[t] = (w[t-1] (n - 1) + x[t]) / n, seeded with the mean of the first n values. A missing cell stays
      missing and leaves the average as it was. Warm-up: n - 1 bars.
      Source: Wilder (1978), "New Concepts in Technical Trading Systems"; TA-Lib.
      """,
    positionals: [.x, .bars("the length")],
    examples: [Example("wilder(abs(diff(close)), 14)")],
    keywords: ["rma", "smma", "smoothed"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .wilder(call.column("x"), call.integer("n", atLeast: 1), origin: call.origin))
  }
}
