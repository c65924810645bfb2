import Plot
import Runtime

/// `plot dominance p`.
enum DominanceSource: ChartSource {
  typealias Kind = DominanceChart

  static func input(_ request: ChartRequest) throws -> DominanceChart.Input {
    let value = try OverfitValue.subject(of: request, "plot dominance P")
    let result = value.result
    let dominance = try value.dominance()
    let curves = try result.dominance(points: points)
    return DominanceChart.Input(
      title: "The chosen of \(result.strategies) strategies beside all of them",
      figure: "\(value.figureName) out of sample", chosen: value.scaled(result.outside),
      all: value.scaled(sample(curves.grid, curves.all)),
      facts: [
        dominance.isFirstOrder
          ? "the chosen dominate"
          : dominance.isSecondOrder ? "the chosen dominate in second order" : "no dominance"
      ], notes: ["\(value.group.source), \(value.group.span)"])
  }

  /// Of the grid on which the curve of all strategies is known: finer than a screen has columns.
  private static let points = 2001
  /// The figures of all strategies in all splits are too many to keep: so many of the same
  /// distribution stand for them.
  private static let sampleSize = 20_000

  private static func sample(_ grid: [Double], _ shares: [Double]) -> [Double] {
    var sample: [Double] = []
    for (value, share) in zip(grid, shares) {
      let wanted = Int((share * Double(sampleSize)).rounded())
      while sample.count < wanted { sample.append(value) }
    }
    return sample
  }
}
