/// How the figures of chosen strategies lie against those of all: a curve to the right is better.
///
/// - Source: Bailey, Borwein, Lopez de Prado and Zhu (2017), "The probability of backtest
///   overfitting", on stochastic dominance.
public enum DominanceChart: ChartKind {
  public static let name = "dominance"
  public static let summary =
    "Draws the distribution of a figure over the chosen strategies against that over all."
  public static let options: [ChartOption] = []
  public static let example = "plot dominance p"

  /// Two samples of one figure.
  public struct Input: Sendable, Equatable {
    public var title: String
    /// What is compared: `Sharpe ratio out of sample`.
    public var figure: String
    public var chosen: [Double]
    public var all: [Double]
    public var unit: String
    public var format: NumberFormat
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, figure: String = "Sharpe ratio out of sample", chosen: [Double],
      all: [Double], unit: String = "", format: NumberFormat = .number, facts: [String] = [],
      notes: [String] = []
    ) {
      self.title = title
      self.figure = figure
      self.chosen = chosen
      self.all = all
      self.unit = unit
      self.format = format
      self.facts = facts
      self.notes = notes
    }
  }

  /// Steps of more values than this are narrower than a line is thick.
  private static let mostSteps = 200

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("chosen strategies", input.chosen)
    try DataCheck.something("all strategies", input.all)
    let samples = [Sample(input.all), Sample(input.chosen)]
    let medians = samples.map { NumberText.plain($0.median, format: input.format) }
    let (low, high) = (samples.compactMap(\.sorted.first), samples.compactMap(\.sorted.last))
    let range = (low.min() ?? 0)...(high.max() ?? 0)
    let series = zip(samples, [("all strategies", Chart.Tone.accent), ("chosen", .leading)]).map {
      sample, look in
      let curve = StepDistribution(of: sample, over: range)
      return Chart.Series(
        look.0, shape: sample.sorted.count > mostSteps ? .line : .steps, x: .numbers(curve.x),
        y: curve.shares, tone: look.1)
    }
    return Chart(
      title: input.title,
      subtitle: (["median \(medians[1]) chosen, \(medians[0]) all"] + input.facts)
        .joined(separator: ", "),
      x: Chart.PositionAxis(
        .number, label: input.figure, unit: input.unit, format: input.format),
      panels: [
        Chart.Panel(
          series: series,
          left: Chart.ValueAxis("share at or below", format: .percent, range: 0...1))
      ], notes: input.notes)
  }
}
