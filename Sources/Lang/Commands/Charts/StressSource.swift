import Plot
import Runtime

/// `plot stress st`.
enum StressSource: ChartSource {
  typealias Kind = StressChart

  static func input(_ request: ChartRequest) throws -> StressChart.Input {
    let value = try request.subject("plot stress S")
    guard case .object(let stress as StressValue) = value else {
      throw request.call.failure(
        PlotCommand.subjects, "must come from stress", hint: "st = stress bt")
    }
    return StressChart.Input(
      title: "Stress of \(stress.title)", figure: "net Sharpe ratio", base: stress.base.sharpe,
      cases: stress.cases.map { StressChart.Case($0.name, $0.sharpe) }, unit: "",
      format: .number, facts: [stress.costs])
  }
}
