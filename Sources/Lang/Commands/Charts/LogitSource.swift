import Plot
import Runtime

/// `plot logits p`.
enum LogitSource: ChartSource {
  typealias Kind = LogitChart

  static func input(_ request: ChartRequest) throws -> LogitChart.Input {
    let value = try OverfitValue.subject(of: request, "plot logits P")
    return LogitChart.Input(
      title: "Ranks out of sample of \(value.result.strategies) strategies, chosen in sample",
      logits: value.result.logits, facts: value.facts,
      notes: ["\(value.group.source), \(value.group.span)"])
  }
}

extension OverfitValue {
  /// The one subject of the charts of a probability of overfitting.
  static func subject(of request: ChartRequest, _ example: String) throws -> OverfitValue {
    guard case .object(let value as OverfitValue) = try request.subject(example) else {
      throw request.call.failure(
        PlotCommand.subjects, "must come from pbo", hint: "p = pbo [bt1, bt2, bt3]")
    }
    return value
  }
}
