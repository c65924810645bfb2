import Glibc

/// How often values fall into equal bins, with the normal curve of the same mean and deviation.
public enum HistogramChart: ChartKind {
  public static let name = "hist"
  public static let summary = "Draws how often the values of a series fall into equal bins."
  public static let options = [
    ChartOption("bins", "the number of bins; the Freedman-Diaconis rule when absent")
  ]
  public static let example = "plot hist vol_ratio bins=60"

  /// The values and how to bin them.
  public struct Input: Sendable, Equatable {
    /// The name of the values: title and horizontal axis.
    public var name: String
    public var values: [Double]
    public var bins: Int?
    public var unit: String
    public var format: NumberFormat
    public var notes: [String]

    public init(
      _ name: String, values: [Double], bins: Int? = nil, unit: String = "",
      format: NumberFormat = .number, notes: [String] = []
    ) {
      self.name = name
      self.values = values
      self.bins = bins
      self.unit = unit
      self.format = format
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something(input.name, input.values)
    let sample = Sample(input.values)
    let histogram = try Histogram(of: sample, bins: input.bins)
    let panel = Chart.Panel(
      series: [bars(histogram)] + normalCurve(sample, histogram),
      left: Chart.ValueAxis("count", format: .whole),
      rules: centres(sample, histogram))
    return Chart(
      title: "Distribution of \(input.name)", subtitle: subtitle(input, sample),
      x: Chart.PositionAxis(
        .number, label: input.name, unit: input.unit, format: input.format),
      panels: [panel], notes: input.notes + notes(input, sample, histogram))
  }

  private static func bars(_ histogram: Histogram) -> Chart.Series {
    Chart.Series(
      "count", shape: .bars(width: histogram.width), x: .numbers(histogram.centres),
      y: histogram.counts.map(Double.init))
  }

  /// Mean and median, as one line where they are closer than a bin.
  private static func centres(_ sample: Sample, _ histogram: Histogram) -> [Chart.Rule] {
    let median = Chart.Position.number(sample.median)
    guard (sample.mean - sample.median).magnitude > histogram.width else {
      return [Chart.Rule(.vertical(median), label: "mean and median")]
    }
    return [
      Chart.Rule(.vertical(.number(sample.mean)), label: "mean"),
      Chart.Rule(.vertical(median), label: "median"),
    ]
  }

  /// The counts that a normal distribution of the same mean and deviation would give.
  private static func normalCurve(_ sample: Sample, _ histogram: Histogram) -> [Chart.Series] {
    guard sample.deviation > 0, histogram.counts.count > 1 else { return [] }
    let lower = histogram.lower
    let span = histogram.width * Double(histogram.counts.count)
    let x = (0...200).map { lower + span * Double($0) / 200 }
    let scale =
      Double(sample.sorted.count) * histogram.width
      / (sample.deviation * (2 * Double.pi).squareRoot())
    let y = x.map { point in
      let z = (point - sample.mean) / sample.deviation
      return scale * exp(-z * z / 2)
    }
    return [
      Chart.Series("normal, same mean and sd", x: .numbers(x), y: y, tone: .adverse)
    ]
  }

  /// `4,231 values, mean 0.0123, sd 0.0456, median 0.0098, skew -0.42, kurtosis 7.1`.
  private static func subtitle(_ input: Input, _ sample: Sample) -> String {
    let count = NumberText.fixed(Double(sample.sorted.count), decimals: 0)
    let text = { NumberText.plain($0, format: input.format) }
    var parts = ["\(count) values", "mean \(text(sample.mean))"]
    if sample.deviation > 0 { parts.append("sd \(text(sample.deviation))") }
    parts.append("median \(text(sample.median))")
    return parts.joined(separator: ", ")
  }

  private static func notes(
    _ input: Input, _ sample: Sample, _ histogram: Histogram
  ) -> [String] {
    var notes: [String] = []
    let missing = input.values.count - sample.sorted.count
    if missing > 0 { notes.append("\(NumberText.fixed(Double(missing), decimals: 0)) missing") }
    if histogram.below + histogram.above > 0 {
      notes.append("not shown: \(histogram.below) values below, \(histogram.above) above")
    }
    return notes
  }
}
