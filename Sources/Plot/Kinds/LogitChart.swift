/// The logits of the relative ranks that chosen strategies have out of sample.
///
/// A logit at or below zero is a choice that was no better than the median afterwards; their
/// share is the probability of backtest overfitting.
///
/// - Source: Bailey, Borwein, Lopez de Prado and Zhu (2017), "The probability of backtest
///   overfitting".
public enum LogitChart: ChartKind {
  public static let name = "logits"
  public static let summary =
    "Draws how chosen strategies rank out of sample, the share below the median shaded."
  public static let options: [ChartOption] = []
  public static let example = "plot logits p"

  /// A logit for each split.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var logits: [Double]
    /// Key numbers: `PBO 0.31 (noise of this shape: 0.22 to 0.78)`.
    public var facts: [String]
    public var notes: [String]

    public init(title: String, logits: [Double], facts: [String] = [], notes: [String] = []) {
      self.title = title
      self.logits = logits
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("logits", input.logits)
    let sample = Sample(input.logits)
    guard (sample.sorted.last ?? 0) - (sample.sorted.first ?? 0) < 1e6 else { throw .tooWide }
    let histogram = SplitHistogram(of: sample)
    let highest = Double(histogram.counts.max() ?? 1)
    let panel = Chart.Panel(
      series: series(histogram, sample),
      // Room for the label of the rule over the bars.
      left: Chart.ValueAxis("splits", format: .whole, range: 0...(highest * 1.15)),
      rules: [Chart.Rule(.vertical(.number(0)), label: "median of all")])
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.number, label: "logit of the relative rank out of sample"),
      panels: [panel], notes: input.notes + Missing.notes(input.logits))
  }

  private static func series(_ histogram: SplitHistogram, _ sample: Sample) -> [Chart.Series] {
    let below = sample.sorted.count { $0 <= 0 }
    let share = Double(below) / Double(max(sample.sorted.count, 1))
    return [(true, share, Chart.Tone.adverse), (false, 1 - share, .accent)].map {
      isBelow, share, tone in
      let bins = histogram.centres.indices.filter { (histogram.centres[$0] < 0) == isBelow }
      let percent = NumberText.fixed(share * 100, decimals: 1)
      return Chart.Series(
        "\(isBelow ? "at or below" : "above") the median \(percent)%",
        shape: .bars(width: histogram.width), x: .numbers(bins.map { histogram.centres[$0] }),
        y: bins.map { Double(histogram.counts[$0]) }, tone: tone)
    }
  }
}

extension PlotError {
  fileprivate static var tooWide: PlotError {
    PlotError("logits further apart than 1e6 cannot be drawn")
  }
}
