import Plot
import Runtime

/// `plot hist vol_ratio bins=60`.
enum HistogramSource: ChartSource {
  typealias Kind = HistogramChart

  static func input(_ request: ChartRequest) throws -> HistogramChart.Input {
    let call = request.call
    let value = try request.subject("plot hist SERIES")
    let text = request.subjects.first?.text ?? "value"
    return HistogramChart.Input(
      text, values: try numbers(value, call),
      bins: call.has(PlotCommand.bins) ? try call.integer(PlotCommand.bins) : nil)
  }

  private static func numbers(_ value: Value, _ call: CommandCall) throws -> [Double] {
    var numbers: [Double]
    if case .series(let series) = value {
      numbers = try call.session.evaluator.values(of: series.expression)
    } else {
      numbers = try value.elements().compactMap(\.number)
    }
    if call.has(PlotCommand.last) { numbers = numbers.suffix(try call.integer(PlotCommand.last)) }
    return numbers
  }
}
