/// A smooth stand-in for the rank, through which gradients flow.
enum SoftRank: Operator {
  static let signature = Signature(
    "softrank", group: OperatorGroup.crossSection,
    "the smooth rank among the symbols at the same time, or in a group of a batch",
    details: """
      softrank(x, t) = sum over the group of sigmoid((x - x_j) / t), x itself included: the rank less 1/2 as
      t falls to 0. In a loss the group is the batch, each date where a sample is a date, each label
      with by=; samples in no group have 0. Warm-up: none.
      """,
    positionals: [.x, .temperature],
    options: [.temperatureUnit, .groupMinimum, .groupBy, .condition],
    examples: [
      Example("softrank(pct(close), 0.01)"), Example("softrank(pct(close), 0.1, unit=sd)"),
    ],
    keywords: ["sort", "differentiable rank", "spearman"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if case .loss(let sample) = call.scope {
      let (x, groups) = (try call.batched("x", sample), try call.batchGroups(sample))
      return .series(try groups.softRank(call.tempered(x) { try groups.deviation(x) }))
    }
    return .series(try column(call, call.column("x"), for: "softrank"))
  }

  /// Among the symbols at the same time.
  static func column(_ call: OperatorCall, _ given: Expression, for name: String) throws
    -> Expression
  {
    let x = try call.selected(given)
    let slots = try call.crossSectionSlots(of: x.type.axis, for: name)
    let tempered = try call.tempered(x) {
      try Expression(CrossSection(statistic: StandardDeviationStatistic(ddof: 1)), [x, slots])
    }
    return try Expression(SoftRankColumn(), [tempered, slots], origin: call.origin)
  }
}
