import Plot
import Runtime

/// `plot acf pct(close) lags=60`.
enum AutocorrelationSource: ChartSource {
  typealias Kind = AutocorrelationChart

  static func input(_ request: ChartRequest) throws -> AutocorrelationChart.Input {
    let call = request.call
    guard case .series(let series) = try request.subject("plot acf SERIES"),
      let axis = series.expression.type.axis
    else { throw call.failure(PlotCommand.subjects, "must be a series: plot acf pct(close)") }
    let values = try call.session.evaluator.values(of: series.expression)
    let lags = call.has(PlotCommand.lags) ? try call.integer(PlotCommand.lags) : 40
    let longest = axis.segments.map(\.rows.count).max() ?? 0
    return AutocorrelationChart.Input(
      request.subjects[0].text,
      coefficients: Autocorrelations.values(
        of: values, on: axis, lags: max(1, min(lags, longest - 1))),
      count: values.count { $0.isFinite })
  }
}
