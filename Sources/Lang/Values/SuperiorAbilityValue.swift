import Runtime

/// Whether the best of several strategies beats a benchmark.
final class SuperiorAbilityValue: ObjectValue {
  private let group: StrategySet
  private let result: SuperiorAbility
  private let benchmark: Strategy?
  private let draws: Int
  /// Mean return of each strategy over the benchmark's, on the common days.
  private let means: [Double]

  init(_ group: StrategySet, _ result: SuperiorAbility, benchmark: Strategy?, draws: Int) {
    (self.group, self.result, self.benchmark, self.draws) = (group, result, benchmark, draws)
    let all = group.returns + (benchmark.map { [$0.returns] } ?? [])
    let columns = DatedReturns.overlaid(all).columns
    let base = benchmark == nil ? nil : columns.last
    means = columns.prefix(group.strategies.count).map { column in
      let sum = column.reduce(0, +) - (base?.reduce(0, +) ?? 0)
      return column.isEmpty ? .nan : sum / Double(column.count)
    }
  }

  let typeName = "ability test"

  private var best: String { group.strategies[result.best].name }
  private var base: String { benchmark?.name ?? "0" }

  var summary: String {
    "spa of \(result.strategies) strategies against \(base): p \(probability(result.consistent)) of "
      + "the best, \(best), on \(group.span)"
  }

  func describe(_ printer: PrintContext) -> String {
    var card = FactCard("superior predictive ability against \(base): \(group.source)")
    let all = group.strategies.count
    card.add(
      "strategies",
      "\(result.strategies)"
        + (result.strategies < all
          ? ", \(all - result.strategies) more never differ from the benchmark" : ""))
    card.add("days", daysText)
    card.add("best", bestText)
    card.add(
      "p",
      "\(probability(result.consistent)), Hansen's: how often the best of as many without an "
        + "edge looks as good (lower \(probability(result.lower)), upper "
        + "\(probability(result.upper)))")
    card.add(
      "reality check",
      "\(probability(result.realityCheck)), White's p: the same of plain means, which a single wild "
        + "strategy spoils")
    let block = NumberFormat.general(result.meanBlock, digits: 3)
    card.add(
      "resampling", "\(NumberFormat.count(draws)) draws, stretches of \(block) \(group.units)")
    card.notes = group.notes.map { "note: \($0)" } + [verdict]
    return card.render(width: printer.width)
  }

  private var daysText: String {
    guard benchmark != nil, result.count < group.days.count else { return group.span }
    let count = "\(NumberFormat.count(result.count)) \(group.units)"
    return "\(count) in common with the benchmark, of \(group.span)"
  }

  private var bestText: String {
    let mean = means[result.best]
    let scale = group.periodsPerYear
    let amount =
      scale.isFinite
      ? "\(NumberFormat.percent(mean * scale, decimals: 1)) a year"
      : "\(NumberFormat.percent(mean, decimals: 3)) a period"
    let t = NumberFormat.fixed(result.statistic, decimals: 2)
    return "\(best): \(amount) over \(benchmark == nil ? "0" : base), \(t) standard errors"
  }

  private var verdict: String {
    let p = result.consistent
    guard result.statistic > 0 else { return "no strategy is better than \(base) on these days" }
    if p <= 0.05 { return "\(best) beats \(base) by more than the search explains" }
    return p <= 0.1
      ? "\(best) may beat \(base): at 10%, not at 5%"
      : "no evidence that any of them beats \(base): the best of so many looks as good by luck"
  }

  private func probability(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 3) }

  // MARK: Members

  var memberNames: [String] { numbers.map(\.name) + ["best", "table"] }

  private var numbers: [(name: String, value: Double)] {
    [
      ("p", result.consistent), ("lower", result.lower), ("upper", result.upper),
      ("reality_check", result.realityCheck), ("statistic", result.statistic),
      ("strategies", Double(result.strategies)), ("count", Double(result.count)),
      ("block", result.meanBlock),
    ]
  }

  func member(_ name: String) throws -> Value? {
    switch name {
    case "best": return .text(best)
    case "table": return .frame(FrameValue(table, name: name))
    default: return numbers.first { $0.name == name }.map { .number($0.value) }
    }
  }

  /// A row per strategy with its mean over the benchmark, per period.
  private var table: Frame {
    let names = group.strategies.map(\.name)
    return Frame(
      axis: Axis(times: [], rowCount: names.count),
      fields: [
        Frame.Field("strategy", .words(names)), Frame.Field("mean", .numbers(means)),
      ], source: "strategies of an spa")
  }
}
