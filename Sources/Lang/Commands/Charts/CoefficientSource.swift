import Plot
import Runtime

/// `plot ic pct(close, 5) up5`: a coefficient a month, over less than a year a coefficient a day.
enum CoefficientSource: ChartSource {
  typealias Kind = CoefficientChart

  static func input(_ request: ChartRequest) throws -> CoefficientChart.Input {
    let call = request.call
    guard request.subjects.count == 2 else {
      throw call.failure(PlotCommand.subjects, "must be a signal and a target: plot ic x up5")
    }
    let (signal, label) = (try series(0, request), try series(1, request))
    let axis = try Expression.commonAxis(of: [signal, label], for: "ic")
    guard axis.hasTime, let first = axis.times.min(), let last = axis.times.max() else {
      throw call.failure(PlotCommand.subjects, "must be series with times")
    }
    let values = try call.session.evaluator.values(of: [signal, label])
    let coefficient = InformationCoefficient(
      signal: values[0], target: values[1], axis: axis, isRank: true)
    let figure = coefficient.figure(overlap: max(0, label.reach.lookahead - 1))
    let isLong = last - first > 366 * Nanoseconds.day
    let figures = coefficient.figures(by: periods(of: axis, isMonth: isLong))
    return CoefficientChart.Input(
      title: "IC of \(request.subjects[0].text) with \(request.subjects[1].text)",
      times: figures.map { start(of: $0.period, isMonth: isLong) },
      values: figures.map(\.value), period: isLong ? "month" : "day", mean: figure.mean,
      facts: facts(figure, isPanel: axis.isPanel))
  }

  private static func series(_ place: Int, _ request: ChartRequest) throws -> Expression {
    let (value, text) = request.subjects[place]
    switch value {
    case .series(let series) where series.expression.type.axis != nil: return series.expression
    case .object(let target as TargetValue): return target.target.expression
    default:
      throw request.call.failure(
        PlotCommand.subjects, "'\(text)' must be a series or a target, not \(value.described)")
    }
  }

  /// Months since year 0, or days since 1970, per row.
  private static func periods(of axis: Axis, isMonth: Bool) -> [Double] {
    guard isMonth else { return axis.times.map { Double(Nanoseconds.days(axis.localTime($0))) } }
    return zip(axis.calendar(.year), axis.calendar(.month)).map { 12 * $0 + $1 - 1 }
  }

  private static func start(of period: Double, isMonth: Bool) -> Int64 {
    let number = Int(exactly: period.rounded()) ?? 0
    guard isMonth else { return Int64(number) * Nanoseconds.day }
    return CivilDate(year: number / 12, month: number % 12 + 1, day: 1)?.startOfDay ?? 0
  }

  private static func facts(_ figure: InformationCoefficient.Figure, isPanel: Bool) -> [String] {
    let count = NumberFormat.count(figure.count)
    let t = "t \(NumberFormat.fixed(figure.tStatistic, decimals: 2))"
    guard isPanel else { return [t, "\(count) rows"] }
    let ratio = figure.deviation > 0 ? figure.mean / figure.deviation : .nan
    return [
      "ir \(NumberFormat.fixed(ratio, decimals: 3))",
      "above 0 \(NumberFormat.percent(figure.positive))", t, "\(count) times",
    ]
  }
}
