/// How much is traded each day as a fraction of capital, and what that costs.
public enum TurnoverChart: ChartKind {
  public static let name = "turnover"
  public static let summary = "Draws the traded value of each day and what it cost."
  public static let options: [ChartOption] = []
  public static let example = "plot turnover bt"

  /// Traded value and costs of each day.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var times: [Int64]
    /// Traded value as a fraction of capital.
    public var turnover: [Double]
    /// The costs of each day; empty for no panel.
    public var costs: [Double]
    /// The unit of the costs; empty with `.percent`.
    public var unit: String
    /// `.percent` for costs as fractions of capital.
    public var format: NumberFormat
    /// How many days the running mean takes.
    public var window: Int
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, times: [Int64], turnover: [Double], costs: [Double] = [],
      unit: String = "", format: NumberFormat = .percent, window: Int = 21,
      facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.times = times
      self.turnover = turnover
      self.costs = costs
      self.unit = unit
      self.format = format
      self.window = window
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("turnover", input.turnover)
    try DataCheck.sameLength("turnover", input.turnover, as: input.times.count)
    if !input.costs.isEmpty {
      try DataCheck.sameLength("costs", input.costs, as: input.times.count)
    }
    let mean = Sample(input.turnover).mean
    return Chart(
      title: input.title,
      subtitle: (["mean \(NumberText.plain(mean, format: .percent)) a day"] + input.facts)
        .joined(separator: ", "),
      x: Chart.PositionAxis(.time), panels: [traded(input)] + costs(input), notes: input.notes)
  }

  private static func traded(_ input: Input) -> Chart.Panel {
    let x = Chart.Positions.times(input.times)
    return Chart.Panel(
      series: [
        Chart.Series("turnover", shape: .bars(width: nil), x: x, y: input.turnover, tone: .muted),
        Chart.Series(
          "mean of \(input.window) days", x: x,
          y: RunningMean.values(input.turnover, window: input.window), tone: .leading),
      ], left: Chart.ValueAxis("traded value", unit: "of capital", format: .percent), height: 2)
  }

  private static func costs(_ input: Input) -> [Chart.Panel] {
    guard input.costs.contains(where: \.isFinite) else { return [] }
    return [
      Chart.Panel(
        series: [
          Chart.Series(
            "costs", shape: .bars(width: nil), x: .times(input.times), y: input.costs,
            tone: .adverse)
        ], left: Chart.ValueAxis("costs of the day", unit: input.unit, format: input.format),
        isExpendable: true)
    ]
  }
}
