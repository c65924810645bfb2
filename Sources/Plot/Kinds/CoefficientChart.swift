/// The information coefficient of a signal by period, and its running sum.
public enum CoefficientChart: ChartKind {
  public static let name = "ic"
  public static let summary = "Draws the correlation of a signal with a target by period."
  public static let options: [ChartOption] = []
  public static let example = "plot ic pct(close, 5) up5"

  /// A coefficient per period, with the figures of all.
  public struct Input: Sendable, Equatable {
    public var title: String
    /// Where the periods begin, nanoseconds UTC.
    public var times: [Int64]
    public var values: [Double]
    /// `month` or `day`.
    public var period: String
    public var mean: Double
    /// What is said of the whole, such as `t 2.31`.
    public var facts: [String]

    public init(
      title: String, times: [Int64], values: [Double], period: String, mean: Double,
      facts: [String] = []
    ) {
      self.title = title
      self.times = times
      self.values = values
      self.period = period
      self.mean = mean
      self.facts = facts
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("coefficients", input.values)
    try DataCheck.sameLength("coefficients", input.values, as: input.times.count)
    let mean = NumberText.plain(input.mean, format: .number)
    let bars = Chart.Series(
      "by \(input.period)", shape: .bars(width: nil), x: .times(input.times), y: input.values,
      tone: .muted)
    var sum = 0.0
    let running = input.values.map { value in
      sum += value.isFinite ? value : 0
      return sum
    }
    let upper = Chart.Panel(
      series: [bars], left: Chart.ValueAxis("ic by \(input.period)"),
      rules: [Chart.Rule(.horizontal(input.mean))])
    let lower = Chart.Panel(
      series: [Chart.Series("sum", x: .times(input.times), y: running, tone: .leading)],
      left: Chart.ValueAxis("running sum"), height: 0.7)
    return Chart(
      title: input.title, subtitle: (["mean \(mean)"] + input.facts).joined(separator: ", "),
      x: Chart.PositionAxis(.time), panels: [upper, lower])
  }
}
