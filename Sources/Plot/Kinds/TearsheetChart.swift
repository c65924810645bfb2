/// A book on one page: equity, drawdown, months, exposure and turnover over one time axis.
public enum TearsheetChart: ChartKind {
  public static let name = "tearsheet"
  public static let summary =
    "Draws equity, drawdown, months, exposure and turnover of a book over one time axis."
  public static let options: [ChartOption] = []
  public static let example = "plot tearsheet bt"

  /// Something to compare with.
  public struct Benchmark: Sendable, Equatable {
    public var name: String
    /// The return of each period.
    public var returns: [Double]

    public init(_ name: String, returns: [Double]) {
      self.name = name
      self.returns = returns
    }
  }

  /// The periods of a book; columns other than `net` may be empty and are then not drawn.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var times: [Int64]
    /// The return of each period after and before costs; NaN counts as none.
    public var net: [Double]
    public var gross: [Double]
    public var benchmark: Benchmark?
    /// Values of positions as fractions of capital, short ones negative.
    public var long: [Double]
    public var short: [Double]
    public var exposure: [Double]
    /// Traded value as a fraction of capital.
    public var turnover: [Double]
    /// The unit of money; empty with `.percent`.
    public var unit: String
    /// `.percent` for fractions of capital.
    public var format: NumberFormat
    /// Whether returns are compounded instead of added.
    public var isCompounded: Bool
    /// Key figures for two lines under the title.
    public var facts: [String]
    /// What limits the figures: the number of trials, the deflated Sharpe ratio.
    public var notes: [String]

    public init(
      title: String, times: [Int64], net: [Double], gross: [Double] = [],
      benchmark: Benchmark? = nil, long: [Double] = [], short: [Double] = [],
      exposure: [Double] = [], turnover: [Double] = [], unit: String = "",
      format: NumberFormat = .percent, isCompounded: Bool = false, facts: [String] = [],
      notes: [String] = []
    ) {
      self.title = title
      self.times = times
      self.net = net
      self.gross = gross
      self.benchmark = benchmark
      self.long = long
      self.short = short
      self.exposure = exposure
      self.turnover = turnover
      self.unit = unit
      self.format = format
      self.isCompounded = isCompounded
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try check(input)
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.time),
      panels: [equity(input), drawdown(input)] + months(input) + exposure(input)
        + turnover(input), notes: input.notes)
  }

  private static func check(_ input: Input) throws(PlotError) {
    try DataCheck.something("net return", input.net)
    let columns = [
      ("net return", input.net), ("gross return", input.gross), ("long", input.long),
      ("short", input.short), ("exposure", input.exposure), ("turnover", input.turnover),
    ]
    for (name, values) in columns where !values.isEmpty {
      try DataCheck.sameLength(name, values, as: input.times.count)
    }
    if let benchmark = input.benchmark {
      try DataCheck.sameLength(benchmark.name, benchmark.returns, as: input.times.count)
    }
  }
}
