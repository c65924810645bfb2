/// Bars since the largest value of a window.
enum Argmax: Operator {
  static let signature = Signature(
    "argmax", group: OperatorGroup.rolling, "bars since the largest value of a window",
    details: """
      argmax(x, n): how many bars back the largest of the last n values lies; 0 is now, and the latest of
      equals counts. Warm-up: n - 1 bars.
      """,
    positionals: [.x, .window], options: [.minimum, .condition],
    examples: [Example("argmax(high, 20)")],
    keywords: ["bars since", "aroon"])

  static func build(_ call: OperatorCall) throws -> OperatorResult { try call.age(of: .max) }
}
