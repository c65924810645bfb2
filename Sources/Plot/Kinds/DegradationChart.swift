/// What the strategy chosen in sample earned out of sample, over the splits.
///
/// - Source: Bailey, Borwein, Lopez de Prado and Zhu (2017), "The probability of backtest
///   overfitting".
public enum DegradationChart: ChartKind {
  public static let name = "degradation"
  public static let summary =
    "Draws the figure of the chosen strategy out of sample against in sample, by split."
  public static let options: [ChartOption] = []
  public static let example = "plot degradation p"

  /// A point for each split.
  public struct Input: Sendable, Equatable {
    public var title: String
    /// What is compared: `Sharpe ratio`.
    public var figure: String
    public var inSample: [Double]
    public var outOfSample: [Double]
    /// Key numbers: `slope -0.41`, `p(loss) 0.37`.
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, figure: String = "Sharpe ratio", inSample: [Double], outOfSample: [Double],
      facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.figure = figure
      self.inSample = inSample
      self.outOfSample = outOfSample
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("in sample", input.inSample)
    try DataCheck.something("out of sample", input.outOfSample)
    try DataCheck.sameLength("out of sample", input.outOfSample, as: input.inSample.count)
    let cloud = PointCloud(x: input.inSample, y: input.outOfSample)
    guard cloud.count > 0 else { throw .noSplits(input.title) }
    let shown = cloud.thinned(to: ScatterChart.mostPoints)
    let line = LeastSquares(x: cloud.x, y: cloud.y)
    let panel = Chart.Panel(
      series: [ScatterChart.points(shown)] + ScatterChart.fitted(line, over: shown.x),
      left: Chart.ValueAxis("\(input.figure) out of sample"),
      rules: [Chart.Rule(.horizontal(0))])
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.number, label: "\(input.figure) in sample, of the chosen strategy"),
      panels: [panel],
      notes: input.notes + Missing.notes(zip(input.inSample, input.outOfSample).map { $0 + $1 })
        + ScatterChart.thinning(cloud, shown), legend: .hidden)
  }
}

extension PlotError {
  fileprivate static func noSplits(_ name: String) -> PlotError {
    PlotError("nothing to plot: '\(name)' has no split with both figures")
  }
}
