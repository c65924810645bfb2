/// The rank among all symbols at the same time.
enum CrossRank: Operator {
  static let signature = Signature(
    "xrank", group: OperatorGroup.crossSection, "the rank among the symbols at the same time",
    details: """
      xrank(x): the average rank divided by the count of symbols present, in (0, 1]; with center=true less
      its mean, so that the ranks of one time sum to zero. Warm-up: none.
      """,
    positionals: [.x],
    options: [
      Parameter("center", .boolean, default: .boolean(false), "subtract the mean rank")
    ] + Parameter.crossSectionOptions,
    examples: [Example("xrank(pct(close, 20))"), Example("xrank(pct(close, 20), center=true)")],
    keywords: ["percentile", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let isCentered = try call.boolean("center")
    return try call.atEachTime("xrank") { groups, x in
      let share = try Expression.divide(
        groups.rank(x), .maximum(groups.count, Expression(constant: 1)))
      return isCentered ? try groups.centred(share) : share
    } column: {
      try call.crossSection(.rank(isCentered: isCentered), for: "xrank")
    }
  }
}
