/// Bars since the smallest value of a window.
enum Argmin: Operator {
  static let signature = Signature(
    "argmin", group: OperatorGroup.rolling, "bars since the smallest value of a window",
    details: """
      argmin(x, n): how many bars back the smallest of the last n values lies; 0 is now, and the latest of
      equals counts. Warm-up: n - 1 bars.
      """,
    positionals: [.x, .window], options: [.minimum, .condition],
    examples: [Example("argmin(high, 20)")],
    keywords: ["bars since", "aroon"])

  static func build(_ call: OperatorCall) throws -> OperatorResult { try call.age(of: .min) }
}
