/// The correlation of soft ranks of one series with the ranks of another.
enum RankCorrelation: Operator {
  static let signature = Signature(
    "rankcorr", group: OperatorGroup.crossSection,
    "the correlation of softrank(x) with rank(y) among the symbols at the same time, or in a loss",
    details: """
      rankcorr(x, y, t) = corr(softrank(x, t), rank(y)) over the rows where both are present: Spearman's
      correlation as t falls to 0. In a loss one number: the mean over the groups (the batch, each date
      where a sample is a date, each label with by=) of at least min= members; a group in which x or y
      is constant counts as 0. Warm-up: none.
      """,
    positionals: [.x, .y, .temperature],
    options: [.temperatureUnit, .groupMinimum, .groupBy, .condition],
    examples: [Example("rankcorr(pct(close), volume, 0.01)")],
    keywords: ["information coefficient", "ic", "spearman", "rank loss"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    guard case .loss(let sample) = call.scope else { return .series(try column(call)) }
    let (x, y) = (try call.batched("x", sample), try call.batched("y", sample))
    let groups = try call.batchGroups(sample)
    let soft = try groups.softRank(call.tempered(x) { try groups.deviation(x) })
    return .series(try groups.meanOverGroups(groups.correlation(soft, groups.rank(y))))
  }

  private static func column(_ call: OperatorCall) throws -> Expression {
    let (x, y) = (try call.column("x"), try call.column("y"))
    let missing = Expression(constant: .nan)
    let soft = try SoftRank.column(
      call, .select(.isMissing(y), missing, x), for: "rankcorr")
    let slots = try call.crossSectionSlots(of: x.type.axis, for: "rankcorr")
    let kept = try Expression.select(.isMissing(soft), missing, y)
    let ranks = try Expression(OrderedCrossSection(order: .rank(isCentered: false)), [kept, slots])
    return try Expression(
      CrossSection(statistic: CorrelationStatistic()), [soft, ranks, slots], origin: call.origin)
  }
}
