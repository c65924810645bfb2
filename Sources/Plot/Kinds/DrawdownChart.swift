/// The distance of a curve from its running peak, and the deepest of them.
public enum DrawdownChart: ChartKind {
  public static let name = "drawdown"
  public static let summary = "Draws how far the cumulative P&L is below its highest point so far."
  public static let options: [ChartOption] = []
  public static let example = "plot drawdown bt"

  /// The P&L of each period.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var times: [Int64]
    /// The P&L of each period; NaN counts as none.
    public var total: [Double]
    public var unit: String
    /// `.percent` for fractions of capital.
    public var format: NumberFormat
    public var notes: [String]

    public init(
      title: String, times: [Int64], total: [Double], unit: String = "$",
      format: NumberFormat = .number, notes: [String] = []
    ) {
      self.title = title
      self.times = times
      self.total = total
      self.unit = unit
      self.format = format
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("P&L", input.total)
    try DataCheck.sameLength("P&L", input.total, as: input.times.count)
    let drawdown = Drawdown(ofCumulative: PnLChart.cumulative(input.total))
    let area = Chart.Series(
      "drawdown", shape: .area(from: 0), x: .times(input.times), y: drawdown.depths,
      tone: .adverse)
    let panel = Chart.Panel(
      series: [area],
      left: Chart.ValueAxis("drawdown of P&L", unit: input.unit, format: input.format),
      rules: rules(input, drawdown.deepest))
    return Chart(
      title: input.title, subtitle: subtitle(input, drawdown), x: Chart.PositionAxis(.time),
      panels: [panel], notes: input.notes)
  }

  private static func rules(_ input: Input, _ span: Drawdown.Span?) -> [Chart.Rule] {
    guard let span else { return [] }
    let amount = NumberText.amount(span.depth, unit: input.unit, format: input.format)
    return [Chart.Rule(.horizontal(span.depth), label: "deepest \(amount)")]
  }

  /// `deepest -$321 from 2008-09-12 to 2009-03-09, 61% of periods below the peak`.
  private static func subtitle(_ input: Input, _ drawdown: Drawdown) -> String {
    guard let span = drawdown.deepest else { return "never below the peak" }
    let amount = NumberText.amount(span.depth, unit: input.unit, format: input.format)
    let days = [span.peak, span.trough].map {
      CivilTime(seconds: Double(input.times[$0]) / 1e9)?.date ?? "?"
    }
    let below = Double(drawdown.depths.count { $0 < 0 }) / Double(drawdown.depths.count)
    let share = NumberText.fixed(below * 100, decimals: 0)
    return "deepest \(amount) from \(days[0]) to \(days[1]), \(share)% of periods below the peak"
  }
}
