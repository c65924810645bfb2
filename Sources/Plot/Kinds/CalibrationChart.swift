/// How often what was predicted came true, by predicted probability, and how often each
/// probability was predicted.
///
/// - Source: Murphy and Winkler (1977), "Reliability of subjective probability forecasts of
///   precipitation and temperature".
public enum CalibrationChart: ChartKind {
  public static let name = "calibration"
  public static let summary = "Draws how often events came true by their predicted probability."
  public static let options: [ChartOption] = []
  public static let example = "plot calibration s1"

  /// The predictions of an interval of probabilities.
  public struct Bin: Sendable, Equatable {
    public var lower: Double
    public var upper: Double
    /// The mean of the predictions; NaN for a bin without any.
    public var mean: Double
    /// How many predictions fell into the bin, and for how many the event happened.
    public var count: Int
    public var hits: Int

    public init(lower: Double, upper: Double, mean: Double, count: Int, hits: Int) {
      self.lower = lower
      self.upper = upper
      self.mean = mean
      self.count = count
      self.hits = hits
    }
  }

  /// The bins of one event.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var bins: [Bin]
    public var facts: [String]
    public var notes: [String]

    public init(title: String, bins: [Bin], facts: [String] = [], notes: [String] = []) {
      self.title = title
      self.bins = bins
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    let filled = input.bins.filter { $0.count > 0 && $0.mean.isFinite }
    guard !filled.isEmpty else { throw .noPredictions(input.title) }
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.number, label: "predicted probability", format: .percent),
      panels: [curve(filled, input.bins), histogram(input.bins)], notes: input.notes)
  }

  private static func curve(_ filled: [Bin], _ all: [Bin]) -> Chart.Panel {
    let x = Chart.Positions.numbers(filled.map(\.mean))
    let shares = filled.map { Double($0.hits) / Double($0.count) }
    let intervals = filled.map { WilsonInterval(hits: $0.hits, of: $0.count) }
    let ends = [all.map(\.lower).min() ?? 0, all.map(\.upper).max() ?? 1]
    return Chart.Panel(
      series: [
        Chart.Series("perfect", x: .numbers(ends), y: ends, tone: .muted),
        Chart.Series(
          "95% interval", shape: .intervals, x: x, y: intervals.map(\.upper),
          base: intervals.map(\.lower), tone: .accent),
        Chart.Series("observed", x: x, y: shares, tone: .accent),
        Chart.Series("", shape: .points, x: x, y: shares, tone: .accent),
      ], left: Chart.ValueAxis("share of events", format: .percent), height: 3)
  }

  private static func histogram(_ bins: [Bin]) -> Chart.Panel {
    let width = bins.map { $0.upper - $0.lower }.filter { $0 > 0 }.min()
    return Chart.Panel(
      series: [
        Chart.Series(
          "predictions", shape: .bars(width: width.map { $0 * 0.9 }),
          x: .numbers(bins.map { ($0.lower + $0.upper) / 2 }), y: bins.map { Double($0.count) },
          tone: .muted)
      ], left: Chart.ValueAxis("predictions", format: .whole), isExpendable: true)
  }
}

extension PlotError {
  fileprivate static func noPredictions(_ name: String) -> PlotError {
    PlotError("nothing to plot: '\(name)' has no prediction")
  }
}
