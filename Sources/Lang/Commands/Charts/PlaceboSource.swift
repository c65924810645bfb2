import Plot
import Runtime

/// `plot placebo p`: a figure among those that chance gave.
enum PlaceboSource: ChartSource {
  typealias Kind = PlaceboChart

  static func input(_ request: ChartRequest) throws -> PlaceboChart.Input {
    let value = try request.subject("plot placebo P")
    guard case .object(let object) = value, let chance = object as? any ChanceFigures else {
      throw request.call.failure(
        PlotCommand.subjects, "must come from placebo or benchmark", hint: "p = placebo bt n=200")
    }
    guard chance.values.contains(where: \.isFinite) else {
      throw request.call.failure(
        PlotCommand.subjects, "has no draws: there is nothing to draw it among", hint: "n=200")
    }
    return PlaceboChart.Input(
      title: chance.chartTitle, figure: chance.figure, drawn: chance.drawn,
      values: chance.values, actual: chance.actual, isHigherBetter: chance.isHigherBetter,
      format: .number,
      facts: ["p = \(chance.probabilityText)"])
  }
}
