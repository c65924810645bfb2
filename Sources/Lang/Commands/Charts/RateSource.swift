import Plot
import Runtime

/// `plot lrfind f`.
enum RateSource: ChartSource {
  typealias Kind = RateChart

  static func input(_ request: ChartRequest) throws -> RateChart.Input {
    guard case .object(let value as RateSearchValue) = try request.subject("plot lrfind F") else {
      throw request.call.failure(
        PlotCommand.subjects, "must come from lrfind", hint: "f = lrfind net d")
    }
    let steps = value.search.steps
    return RateChart.Input(
      title: "Learning rates of \(value.model)", rates: steps.map(\.rate),
      losses: steps.map(\.loss), smooth: steps.map(\.smooth),
      suggestion: value.search.suggestion)
  }
}
