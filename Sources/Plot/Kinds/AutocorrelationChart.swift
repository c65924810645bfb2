/// The correlations of a series with its own past, and how large those of noise would be.
public enum AutocorrelationChart: ChartKind {
  public static let name = "acf"
  public static let summary = "Draws the correlations of a series with its own past, by lag."
  public static let options = [ChartOption("lags", "the longest lag; 40 when absent")]
  public static let example = "plot acf pct(close) lags=60"

  /// The coefficients from lag 1 on.
  public struct Input: Sendable, Equatable {
    /// The name of the values: the title.
    public var name: String
    public var coefficients: [Double]
    /// How many values the coefficients are of.
    public var count: Int

    public init(_ name: String, coefficients: [Double], count: Int) {
      self.name = name
      self.coefficients = coefficients
      self.count = count
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something(input.name, input.coefficients)
    let lags = input.coefficients.indices.map { Double($0 + 1) }
    let bound = input.count > 0 ? 1.96 / Double(input.count).squareRoot() : 0
    let bars = Chart.Series(
      "autocorrelation", shape: .bars(width: 0.6), x: .numbers(lags), y: input.coefficients)
    let panel = Chart.Panel(
      series: [bars], left: Chart.ValueAxis("correlation"),
      rules: [
        Chart.Rule(.horizontal(0)),
        Chart.Rule(.horizontal(bound)), Chart.Rule(.horizontal(-bound)),
      ])
    return Chart(
      title: "Autocorrelation of \(input.name)", subtitle: subtitle(input, bound),
      x: Chart.PositionAxis(.number, label: "lag", unit: "bars", format: .whole), panels: [panel])
  }

  /// `1,303 values, 3 of 40 lags outside 0.0543 (where 95% of noise lies), the largest -0.12 at lag 1`.
  private static func subtitle(_ input: Input, _ bound: Double) -> String {
    let count = NumberText.fixed(Double(input.count), decimals: 0)
    let outside = input.coefficients.count { $0.magnitude > bound }
    let text = { NumberText.plain($0, format: .number) }
    var parts = [
      "\(count) values",
      "\(outside) of \(input.coefficients.count) lags outside \(text(bound)) (95% of noise lies inside)",
    ]
    let largest = input.coefficients.indices.filter { input.coefficients[$0].isFinite }
      .max { input.coefficients[$0].magnitude < input.coefficients[$1].magnitude }
    if let largest {
      parts.append("the largest \(text(input.coefficients[largest])) at lag \(largest + 1)")
    }
    return parts.joined(separator: ", ")
  }
}
