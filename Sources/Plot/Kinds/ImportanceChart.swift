/// How much worse a network gets without each feature, the most important first.
public enum ImportanceChart: ChartKind {
  public static let name = "importance"
  public static let summary = "Draws by how much a figure gets worse when a feature is mixed."
  public static let options: [ChartOption] = []
  public static let example = "plot importance i"

  /// Features with the mean of their rises and its spread.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var names: [String]
    public var means: [Double]
    public var deviations: [Double]
    /// What gets worse: `mse`.
    public var figure: String
    public var facts: [String]

    public init(
      title: String, names: [String], means: [Double], deviations: [Double], figure: String,
      facts: [String] = []
    ) {
      self.title = title
      self.names = names
      self.means = means
      self.deviations = deviations
      self.figure = figure
      self.facts = facts
    }
  }

  /// More names than this cannot be read under their bars.
  private static let most = 16

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("importance", input.means)
    try DataCheck.sameLength("importance", input.means, as: input.names.count)
    try DataCheck.sameLength("spread", input.deviations, as: input.names.count)
    let count = min(most, input.names.count)
    let x = Chart.Positions.numbers((0..<count).map(Double.init))
    let means = Array(input.means.prefix(count))
    let spread = input.deviations.prefix(count).map { $0.isFinite ? $0 : 0 }
    let series = [
      Chart.Series("mean", shape: .bars(width: 0.6), x: x, y: means),
      Chart.Series(
        "mean +- sd", shape: .points, x: x, y: zip(means, spread).map { $0 + $1 }, tone: .leading),
      Chart.Series("", shape: .points, x: x, y: zip(means, spread).map { $0 - $1 }, tone: .leading),
    ]
    let hidden = input.names.count - count
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.categories(Array(input.names.prefix(count)))),
      panels: [
        Chart.Panel(
          series: series, left: Chart.ValueAxis("worse by (\(input.figure))"),
          rules: [Chart.Rule(.horizontal(0))])
      ],
      notes: hidden > 0 ? ["\(hidden) less important features not shown"] : [])
  }
}
