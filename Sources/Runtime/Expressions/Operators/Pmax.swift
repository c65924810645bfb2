/// The largest of several series, row by row.
enum Pmax: Operator {
  static let signature = Signature(
    "pmax", group: OperatorGroup.pointwise, "the largest of several, row by row",
    details: "pmax(a, b, ...): the largest at each row; missing when any is missing.",
    positionals: [
      Parameter("a", .series, "the first series"),
      Parameter("b", .series, "the second series"),
      Parameter("more", .series, default: .absent, variadic: true, "further series"),
    ],
    examples: [Example("pmax(open, close)"), Example("pmax(open, close, lag(close))")],
    keywords: ["max", "largest"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let all = try [call.series("a"), call.series("b")] + call.seriesList("more")
    return .series(
      try all.dropFirst().reduce(all[0]) { try .maximum($0, $1, origin: call.origin) })
  }
}
