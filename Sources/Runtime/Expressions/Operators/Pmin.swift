/// The smallest of several series, row by row.
enum Pmin: Operator {
  static let signature = Signature(
    "pmin", group: OperatorGroup.pointwise, "the smallest of several, row by row",
    details: "pmin(a, b, ...): the smallest at each row; missing when any is missing.",
    positionals: [
      Parameter("a", .series, "the first series"),
      Parameter("b", .series, "the second series"),
      Parameter("more", .series, default: .absent, variadic: true, "further series"),
    ],
    examples: [Example("pmin(open, close)"), Example("pmin(open, close, lag(close))")],
    keywords: ["min", "smallest"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let all = try [call.series("a"), call.series("b")] + call.seriesList("more")
    return .series(
      try all.dropFirst().reduce(all[0]) { try .minimum($0, $1, origin: call.origin) })
  }
}
