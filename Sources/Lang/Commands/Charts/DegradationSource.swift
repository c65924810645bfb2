import Plot
import Runtime

/// `plot degradation p`.
enum DegradationSource: ChartSource {
  typealias Kind = DegradationChart

  static func input(_ request: ChartRequest) throws -> DegradationChart.Input {
    let value = try OverfitValue.subject(of: request, "plot degradation P")
    let result = value.result
    let slope = Runtime.NumberFormat.fixed(result.degradation.slope, decimals: 2)
    let loss = Runtime.NumberFormat.percent(result.lossShare, decimals: 0)
    return DegradationChart.Input(
      title: "The chosen of \(result.strategies) strategies, in and out of sample",
      figure: value.figureName, inSample: value.scaled(result.inside),
      outOfSample: value.scaled(result.outside),
      facts: ["slope \(slope)", "\(loss) lose out of sample"] + value.facts.prefix(1),
      notes: ["\(value.group.source), \(value.group.span)"])
  }
}
