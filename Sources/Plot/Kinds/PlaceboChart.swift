/// A figure among those of placebos: the same thing on data in which there is nothing to find.
public enum PlaceboChart: ChartKind {
  public static let name = "placebo"
  public static let summary = "Draws a figure among those that placebos gave."
  public static let options: [ChartOption] = []
  public static let example = "plot placebo p"

  /// The figures of placebos and the actual one.
  public struct Input: Sendable, Equatable {
    public var title: String
    /// What is compared: `Sharpe ratio`.
    public var figure: String
    /// What the values are of: `placebos`, `random entries`.
    public var drawn: String
    public var values: [Double]
    public var actual: Double
    public var isHigherBetter: Bool
    public var unit: String
    public var format: NumberFormat
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, figure: String, drawn: String = "placebos", values: [Double], actual: Double,
      isHigherBetter: Bool = true, unit: String = "", format: NumberFormat = .number,
      facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.figure = figure
      self.drawn = drawn
      self.values = values
      self.actual = actual
      self.isHigherBetter = isHigherBetter
      self.unit = unit
      self.format = format
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something(input.drawn, input.values)
    guard input.actual.isFinite else { throw .noActual(input.figure) }
    let sample = Sample(input.values)
    let histogram = try Histogram(of: sample, bins: nil)
    let highest = Double(histogram.counts.max() ?? 1)
    let actual = NumberText.plain(input.actual, format: input.format)
    let panel = Chart.Panel(
      series: [
        Chart.Series(
          "", shape: .bars(width: histogram.width), x: .numbers(histogram.centres),
          y: histogram.counts.map(Double.init), tone: .muted),
        // Draws nothing, but the axis reaches to where the rule stands.
        Chart.Series("", shape: .points, x: .numbers([input.actual]), y: [.nan]),
      ],
      // Room for the label of the rule over the bars.
      left: Chart.ValueAxis(input.drawn, format: .whole, range: 0...(highest * 1.15)),
      rules: [Chart.Rule(.vertical(.number(input.actual)), label: "actual \(actual)")])
    return Chart(
      title: input.title, subtitle: ([share(input, sample)] + input.facts).joined(separator: ", "),
      x: Chart.PositionAxis(
        .number, label: input.figure, unit: input.unit, format: input.format),
      panels: [panel],
      notes: input.notes + Missing.notes(input.values) + outside(histogram))
  }

  /// `37 of 1,000 at least as good (3.7%)`.
  private static func share(_ input: Input, _ sample: Sample) -> String {
    let count = sample.sorted.count {
      input.isHigherBetter ? $0 >= input.actual : $0 <= input.actual
    }
    let numbers = [count, sample.sorted.count].map { NumberText.fixed(Double($0), decimals: 0) }
    let percent = NumberText.fixed(
      Double(count) / Double(max(sample.sorted.count, 1)) * 100, decimals: 1)
    return "\(numbers[0]) of \(numbers[1]) at least as good (\(percent)%)"
  }

  private static func outside(_ histogram: Histogram) -> [String] {
    guard histogram.below + histogram.above > 0 else { return [] }
    return ["not shown: \(histogram.below) values below, \(histogram.above) above"]
  }
}

extension PlotError {
  fileprivate static func noActual(_ figure: String) -> PlotError {
    PlotError("nothing to plot: the actual '\(figure)' is missing")
  }
}
