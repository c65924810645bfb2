/// Cumulative P&L in total and by symbol, with the deepest drawdown shaded.
public enum PnLChart: ChartKind {
  public static let name = "pnl"
  public static let summary =
    "Draws the cumulative P&L of a book, its deepest drawdown shaded, optionally by symbol."
  public static let options = [
    ChartOption("by", "symbol adds one line per symbol; the smallest are summed as 'other'")
  ]
  public static let example = "plot pnl bt by=symbol"

  /// The P&L of each period, in total and by symbol.
  public struct Input: Sendable, Equatable {
    /// What was traded, for the title: `s2, test part`.
    public var title: String
    public var times: [Int64]
    /// The P&L of each period; NaN counts as none.
    public var total: [Double]
    public var bySymbol: [SymbolPnL]
    /// The unit of money; empty with `.percent`.
    public var unit: String
    /// `.percent` for fractions of capital.
    public var format: NumberFormat
    /// Key numbers for the subtitle besides total and drawdown: `Sharpe 0.82 +- 0.31`.
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, times: [Int64], total: [Double], bySymbol: [SymbolPnL] = [],
      unit: String = "$", format: NumberFormat = .number, facts: [String] = [],
      notes: [String] = []
    ) {
      self.title = title
      self.times = times
      self.total = total
      self.bySymbol = bySymbol
      self.unit = unit
      self.format = format
      self.facts = facts
      self.notes = notes
    }
  }

  /// The P&L of one symbol in each period.
  public struct SymbolPnL: Sendable, Equatable {
    public var symbol: String
    public var values: [Double]

    public init(_ symbol: String, _ values: [Double]) {
      self.symbol = symbol
      self.values = values
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try check(input)
    let total = cumulative(input.total)
    let drawdown = Drawdown(ofCumulative: total)
    var series = symbolSeries(input)
    if let span = drawdown.deepest {
      series.insert(shading(span, of: total, times: input.times), at: 0)
    }
    series.append(
      Chart.Series("total", x: .times(input.times), y: total, tone: .leading))
    let panel = Chart.Panel(
      series: series,
      left: Chart.ValueAxis("cumulative P&L", unit: input.unit, format: input.format),
      rules: [Chart.Rule(.horizontal(0))])
    return Chart(
      title: input.title, subtitle: subtitle(input, total: total, span: drawdown.deepest),
      x: Chart.PositionAxis(.time), panels: [panel], notes: input.notes)
  }

  /// The running sum; a missing period adds nothing.
  static func cumulative(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map { value in
      if value.isFinite { sum += value }
      return sum
    }
  }

  /// `total +$1,234, max drawdown -$321 (2008-09-12 to 2009-03-09), Sharpe 0.82`.
  static func subtitle(_ input: Input, total: [Double], span: Drawdown.Span?) -> String {
    let amount = { NumberText.amount($0, unit: input.unit, format: input.format) }
    var parts = ["total \(amount(total.last ?? 0))"]
    if let span {
      let days = [span.peak, span.trough].map { date(input.times, row: $0) }
      parts.append("max drawdown \(amount(span.depth)) (\(days[0]) to \(days[1]))")
    } else {
      parts.append("no drawdown")
    }
    return (parts + input.facts).joined(separator: ", ")
  }

  private static func check(_ input: Input) throws(PlotError) {
    try DataCheck.something("P&L", input.total)
    try DataCheck.sameLength("P&L", input.total, as: input.times.count)
    for column in input.bySymbol {
      try DataCheck.sameLength(column.symbol, column.values, as: input.times.count)
    }
  }

  /// The area between the peak and the curve while it falls to its lowest point.
  static func shading(
    _ span: Drawdown.Span, of curve: [Double], times: [Int64]
  ) -> Chart.Series {
    let rows = span.peak...span.trough
    let level = max(0, curve[span.peak])
    return Chart.Series(
      "max drawdown", shape: .band, x: .times(Array(times[rows])), y: Array(curve[rows]),
      base: rows.map { _ in level }, tone: .adverse)
  }

  /// The largest symbols by final P&L in their given order, and the sum of the others.
  private static func symbolSeries(_ input: Input) -> [Chart.Series] {
    let curves = input.bySymbol.map { cumulative($0.values) }
    let finals = curves.map { ($0.last ?? 0).magnitude }
    let ranked = finals.indices.sorted { finals[$0] > finals[$1] }
    let isCut = ranked.count > shownSymbols
    let shown = Set(ranked.prefix(isCut ? shownSymbols - 1 : shownSymbols))
    let x = Chart.Positions.times(input.times)
    var series = curves.indices.filter(shown.contains).map {
      Chart.Series(input.bySymbol[$0].symbol, x: x, y: curves[$0])
    }
    if isCut {
      let rest = curves.indices.filter { !shown.contains($0) }
      let sums = input.times.indices.map { row in rest.reduce(0) { $0 + curves[$1][row] } }
      series.append(Chart.Series("other (\(rest.count))", x: x, y: sums, tone: .muted))
    }
    return series
  }

  /// More lines than this cannot be told apart.
  private static let shownSymbols = 6

  private static func date(_ times: [Int64], row: Int) -> String {
    CivilTime(seconds: Double(times[row]) / 1e9)?.date ?? "?"
  }
}
