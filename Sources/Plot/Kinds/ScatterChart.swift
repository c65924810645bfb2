/// One variable against another, with the line of least squares.
public enum ScatterChart: ChartKind {
  public static let name = "scatter"
  public static let summary = "Draws one series against another, with the line of least squares."
  public static let options: [ChartOption] = []
  public static let example = "plot scatter vol_ratio pct(close)"

  /// A column with its name and unit.
  public struct Variable: Sendable, Equatable {
    public var name: String
    public var values: [Double]
    public var unit: String
    public var format: NumberFormat

    public init(
      _ name: String, _ values: [Double], unit: String = "", format: NumberFormat = .number
    ) {
      self.name = name
      self.values = values
      self.unit = unit
      self.format = format
    }
  }

  /// Two columns of one length.
  public struct Input: Sendable, Equatable {
    /// An empty title names both variables.
    public var title: String
    public var x: Variable
    public var y: Variable
    /// Key numbers for the subtitle behind those of the line.
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String = "", x: Variable, y: Variable, facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.x = x
      self.y = y
      self.facts = facts
      self.notes = notes
    }
  }

  /// More points than this only hide one another.
  static let mostPoints = 4000

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something(input.x.name, input.x.values)
    try DataCheck.something(input.y.name, input.y.values)
    try DataCheck.sameLength(input.y.name, input.y.values, as: input.x.values.count)
    let cloud = PointCloud(x: input.x.values, y: input.y.values)
    guard cloud.count > 0 else { throw .noPairs(input.x.name, input.y.name) }
    let shown = cloud.thinned(to: mostPoints)
    let line = LeastSquares(x: cloud.x, y: cloud.y)
    let panel = Chart.Panel(
      series: [points(shown)] + fitted(line, over: shown.x),
      left: Chart.ValueAxis(input.y.name, unit: input.y.unit, format: input.y.format))
    return Chart(
      title: input.title.isEmpty ? "\(input.y.name) against \(input.x.name)" : input.title,
      subtitle: (facts(cloud, line) + input.facts).joined(separator: ", "),
      x: Chart.PositionAxis(
        .number, label: input.x.name, unit: input.x.unit, format: input.x.format),
      panels: [panel], notes: input.notes + notes(input, cloud, shown), legend: .hidden)
  }

  static func points(_ cloud: PointCloud) -> Chart.Series {
    Chart.Series("", shape: .points, x: .numbers(cloud.x), y: cloud.y)
  }

  /// The line from the first to the last point.
  static func fitted(_ line: LeastSquares?, over x: [Double]) -> [Chart.Series] {
    guard let line, let low = x.min(), let high = x.max() else { return [] }
    let ends = [low, high]
    return [
      Chart.Series(
        "least squares", x: .numbers(ends), y: ends.map(line.value), tone: .leading)
    ]
  }

  /// How many points of a cloud are drawn, where that is not all.
  static func thinning(_ cloud: PointCloud, _ shown: PointCloud) -> [String] {
    guard shown.count < cloud.count else { return [] }
    let counts = [shown, cloud].map { NumberText.fixed(Double($0.count), decimals: 0) }
    return ["\(counts[0]) of \(counts[1]) points drawn: an even share, and one wherever any is"]
  }

  /// `4,231 points, slope 0.0123, R2 0.0456`.
  private static func facts(_ cloud: PointCloud, _ line: LeastSquares?) -> [String] {
    let count = NumberText.fixed(Double(cloud.count), decimals: 0)
    let points = cloud.count == 1 ? "1 point" : "\(count) points"
    guard let line else { return [points] }
    var facts = [points, "slope \(NumberText.significant(line.slope))"]
    if line.rSquared.isFinite { facts.append("R2 \(NumberText.significant(line.rSquared))") }
    return facts
  }

  private static func notes(
    _ input: Input, _ cloud: PointCloud, _ shown: PointCloud
  ) -> [String] {
    let missing = input.x.values.count - cloud.count
    let count = NumberText.fixed(Double(missing), decimals: 0)
    return (missing > 0 ? ["\(count) pairs with a missing value"] : []) + thinning(cloud, shown)
  }
}

extension PlotError {
  fileprivate static func noPairs(_ x: String, _ y: String) -> PlotError {
    PlotError("nothing to plot: '\(x)' and '\(y)' are never both there")
  }
}
