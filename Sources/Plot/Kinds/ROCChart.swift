/// The true positive rate against the false positive rate over all thresholds, by class.
///
/// - Source: Fawcett (2006), "An introduction to ROC analysis".
public enum ROCChart: ChartKind {
  public static let name = "roc"
  public static let summary =
    "Draws hits against false alarms over all thresholds, and the area under the curve."
  public static let options: [ChartOption] = []
  public static let example = "plot roc s1"

  /// The curve of one class.
  public struct Curve: Sendable, Equatable {
    public var name: String
    /// Both from 0 to 1 as the threshold falls.
    public var falsePositiveRate: [Double]
    public var truePositiveRate: [Double]
    public var area: Double

    public init(
      _ name: String, falsePositiveRate: [Double], truePositiveRate: [Double], area: Double
    ) {
      self.name = name
      self.falsePositiveRate = falsePositiveRate
      self.truePositiveRate = truePositiveRate
      self.area = area
    }
  }

  /// The curves of one prediction.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var curves: [Curve]
    public var facts: [String]
    public var notes: [String]

    public init(title: String, curves: [Curve], facts: [String] = [], notes: [String] = []) {
      self.title = title
      self.curves = curves
      self.facts = facts
      self.notes = notes
    }
  }

  /// More lines than this cannot be told apart.
  private static let mostCurves = 7

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    guard !input.curves.isEmpty else { throw .noCurves(input.title) }
    for curve in input.curves {
      try DataCheck.something(curve.name, curve.truePositiveRate)
      try DataCheck.sameLength(
        curve.name, curve.truePositiveRate, as: curve.falsePositiveRate.count)
    }
    let diagonal = Chart.Series("chance", x: .numbers([0, 1]), y: [0, 1], tone: .muted)
    let shown = input.curves.prefix(mostCurves)
    let hidden = input.curves.count - shown.count
    let panel = Chart.Panel(
      series: [diagonal] + shown.map(line),
      left: Chart.ValueAxis("true positive rate", format: .percent, range: 0...1))
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.number, label: "false positive rate", format: .percent),
      panels: [panel], notes: input.notes + (hidden > 0 ? ["\(hidden) more classes not shown"] : [])
    )
  }

  private static func line(_ curve: Curve) -> Chart.Series {
    let area = NumberText.fixed(curve.area, decimals: 3)
    return Chart.Series(
      curve.area.isFinite ? "\(curve.name) (AUC \(area))" : curve.name,
      x: .numbers(curve.falsePositiveRate), y: curve.truePositiveRate)
  }
}

extension PlotError {
  fileprivate static func noCurves(_ name: String) -> PlotError {
    PlotError("nothing to plot: '\(name)' has no curve")
  }
}
