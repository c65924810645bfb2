import Glibc

/// The loss while the learning rate rises from batch to batch.
public enum RateChart: ChartKind {
  public static let name = "lrfind"
  public static let summary = "Draws the loss against a rising learning rate."
  public static let options: [ChartOption] = []
  public static let example = "plot lrfind f"

  public struct Input: Sendable, Equatable {
    public var title: String
    public var rates: [Double]
    public var losses: [Double]
    public var smooth: [Double]
    /// Drawn as a line; NaN for none.
    public var suggestion: Double

    public init(
      title: String, rates: [Double], losses: [Double], smooth: [Double], suggestion: Double
    ) {
      self.title = title
      self.rates = rates
      self.losses = losses
      self.smooth = smooth
      self.suggestion = suggestion
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("loss", input.smooth)
    try DataCheck.sameLength("loss", input.losses, as: input.rates.count)
    try DataCheck.sameLength("smooth loss", input.smooth, as: input.rates.count)
    let x = Chart.Positions.numbers(input.rates.map { log10($0) })
    // Single batches that blow up would flatten the curve.
    let top = (input.smooth.filter(\.isFinite).max() ?? 1)
    let series = [
      Chart.Series(
        "loss", shape: .points, x: x, y: input.losses.map { $0 > 2 * abs(top) ? .nan : $0 },
        tone: .muted),
      Chart.Series("smooth", x: x, y: input.smooth, tone: .leading),
    ]
    let rules =
      input.suggestion.isFinite
      ? [
        Chart.Rule(
          .vertical(.number(log10(input.suggestion))),
          label: "lr \(NumberText.plain(input.suggestion, format: .number))")
      ] : []
    return Chart(
      title: input.title,
      x: Chart.PositionAxis(.number, label: "learning rate", unit: "powers of 10"),
      panels: [Chart.Panel(series: series, left: Chart.ValueAxis("loss"), rules: rules)])
  }
}
