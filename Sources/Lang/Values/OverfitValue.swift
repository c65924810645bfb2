import Runtime

/// How likely the choice among strategies is overfitted.
final class OverfitValue: ObjectValue {
  let group: StrategySet
  let result: OverfitProbability
  /// Nil where none was asked for.
  let null: OverfitNull?
  private let knownDominance = Lazy<OverfitProbability.Dominance>()

  init(
    _ group: StrategySet, _ result: OverfitProbability, null: OverfitNull?
  ) {
    (self.group, self.result, self.null) = (group, result, null)
  }

  /// Computed when it is asked for: it takes longer than the probability itself.
  func dominance() throws -> OverfitProbability.Dominance {
    try knownDominance.value { try result.dominance() }
  }

  let typeName = "overfitting"

  /// A figure of the judge, Sharpe ratios per year where that is known.
  func scaled(_ figures: [Double]) -> [Double] {
    result.judge == .sharpe ? figures.map { $0 * group.annualScale } : figures
  }

  /// `Sharpe ratio a year`, `mean return a day`.
  var figureName: String {
    result.judge == .sharpe
      ? "Sharpe ratio \(group.annualWords)"
      : "mean return a \(group.period.word(group.periodsPerYear))"
  }

  var memberNames: [String] {
    numbers.map(\.name) + [
      "dominance", "first_order", "inside", "logits", "null", "outside", "second_order", "table",
    ]
  }

  private var numbers: [(name: String, value: Double)] {
    [
      ("pbo", result.pbo), ("splits", Double(result.logits.count)),
      ("strategies", Double(result.strategies)), ("blocks", Double(result.blocks)),
      ("count", Double(group.days.count)), ("slope", result.degradation.slope),
      ("r2", result.degradation.rSquared), ("loss", result.lossShare),
    ]
  }

  func member(_ name: String) throws -> Value? {
    switch name {
    case "logits": return .list(result.logits.map { .number($0) })
    case "inside": return .list(result.inside.map { .number($0) })
    case "outside": return .list(result.outside.map { .number($0) })
    case "first_order": return .boolean(try dominance().isFirstOrder)
    case "second_order": return .boolean(try dominance().isSecondOrder)
    case "null": return null.map { .record(Self.record($0)) } ?? Value.none
    case "table": return .frame(FrameValue(table, name: name))
    case "dominance": return .frame(FrameValue(curves(of: try dominance()), name: name))
    default: return numbers.first { $0.name == name }.map { .number($0.value) }
    }
  }

  private static func record(_ null: OverfitNull) -> RecordValue {
    RecordValue([
      ("mean", .number(null.mean)), ("lower", .number(null.lower)), ("upper", .number(null.upper)),
      ("share_as_low", .number(null.shareAsLow)), ("draws", .number(Double(null.draws))),
    ])
  }

  /// A row per strategy: its figure over all common days, and how often it is chosen.
  private var table: Frame {
    let scale = group.annualScale
    let figures = group.columns.map { column in
      let series = ReturnSeries(column, periodsPerYear: scale * scale)
      return result.judge == .sharpe ? SharpeRatio.value(of: series) : series.mean
    }
    let names = group.strategies.map(\.name)
    return Frame(
      axis: Axis(times: [], rowCount: names.count),
      fields: [
        Frame.Field("strategy", .words(names)),
        Frame.Field(result.judge.rawValue, .numbers(figures)),
        Frame.Field("chosen", .numbers(result.timesChosen.map(Double.init))),
      ], source: "strategies of a pbo")
  }

  private func curves(of dominance: OverfitProbability.Dominance) -> Frame {
    Frame(
      axis: Axis(times: [], rowCount: dominance.grid.count),
      fields: [
        Frame.Field("figure", .numbers(scaled(dominance.grid))),
        Frame.Field("chosen", .numbers(dominance.chosen)),
        Frame.Field("all", .numbers(dominance.all)),
      ], source: "distributions of a pbo")
  }
}

extension Column {
  /// A label for each row.
  static func words(_ cells: [String]) -> Column {
    let labels = Set(cells).sorted()
    let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    return .category(codes: cells.map { Int32(clamping: places[$0] ?? -1) }, labels: labels)
  }
}
