import Runtime

/// Every figure of a series of returns.
final class MetricsValue: ObjectValue {
  struct Figure: Sendable {
    let name: String
    let unit: String
    let meaning: String
    let value: Double

    init(_ name: String, _ unit: String, _ summary: String, _ value: Double) {
      (self.name, self.unit, self.value) = (name, unit, value)
      meaning = summary.prefix(1).lowercased() + summary.dropFirst()
    }
  }

  /// The figures against a benchmark.
  struct Relative: Sendable {
    let name: String
    /// The common periods.
    let span: String
    let figures: [Figure]
  }

  let strategy: Strategy
  let series: ReturnSeries
  let interval: SharpeInterval
  private let figures: [Figure]
  private let relative: Relative?
  /// Whether the periods of a year were counted, and not given.
  private let isCounted: Bool
  private let lag: Int
  private let error: Double
  private let robustError: Double

  init(
    _ strategy: Strategy, _ series: ReturnSeries, interval: SharpeInterval, isCounted: Bool,
    relative: Relative?
  ) {
    (self.strategy, self.series, self.interval) = (strategy, series, interval)
    (self.isCounted, self.relative) = (isCounted, relative)
    figures = Self.ordered.map { metric in
      Figure(metric.name, metric.unit, metric.signature.summary, metric.value(of: series))
    }
    lag = max(strategy.overlap, SharpeError.automaticLag(count: series.returns.count))
    error = ProbabilisticSharpe(series).error * series.periodsPerYear.squareRoot()
    robustError = SharpeError.value(of: series, lag: lag)
  }

  /// What is looked at first comes first; others follow as in their catalog.
  private static let ordered: [any Metric.Type] = {
    let first = [
      "total_return", "annual_return", "volatility", "sharpe", "sortino", "calmar", "max_drawdown",
      "ulcer", "var", "cvar", "skew", "kurtosis", "autocorr",
    ].compactMap(MetricCatalog.metric)
    return first + MetricCatalog.all.filter { metric in !first.contains { $0 == metric } }
  }()

  let typeName = "metrics"

  private var sharpe: Double { interval.value }

  var summary: String {
    func percent(_ value: Double) -> String { NumberFormat.percent(value, decimals: 1) }
    return "metrics of \(strategy.name): \(strategy.span), \(percent(figure("annual_return"))) a "
      + "year, Sharpe \(number(sharpe)) +- \(number(robustError)), deepest drawdown "
      + percent(figure("max_drawdown"))
  }

  private func figure(_ name: String) -> Double {
    figures.first { $0.name == name }?.value ?? .nan
  }

  private func number(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 2) }

  // MARK: Text

  func describe(_ printer: PrintContext) -> String {
    var parts = [
      "metrics of \(strategy.name): \(strategy.span)",
      Self.table(figures).render(width: printer.width),
    ]
    if let relative {
      parts.append("against \(relative.name), on \(relative.span)")
      parts.append(Self.table(relative.figures).render(width: printer.width))
    }
    return (parts + sentences.flatMap { TextWrap.lines($0, width: printer.width, indent: 2) })
      .joined(separator: "\n")
  }

  private static func table(_ figures: [Figure]) -> TextTable {
    TextTable(
      [
        .init("figure", align: .left, figures.map(\.name)),
        .init("value", figures.map { BookValue.format($0.value, unit: $0.unit) }),
        .init("meaning", align: .left, figures.map(\.meaning)),
      ], pinned: 3)
  }

  /// How sure the Sharpe ratio is, and by which conventions all this was computed.
  private var sentences: [String] {
    var lines = [certainty, "conventions: \(conventions)"]
    if strategy.missing > 0 {
      let rows = strategy.missing == 1 ? "1 row" : "\(NumberFormat.count(strategy.missing)) rows"
      lines.append("\(rows) without a return left out")
    }
    return lines
  }

  private var certainty: String {
    guard !sharpe.isNaN else { return "Sharpe ratio: none, the returns do not vary" }
    let units = strategy.period.words(2, series.periodsPerYear)
    let share = NumberFormat.general(100 * interval.level, digits: 4)
    let block = NumberFormat.general(interval.meanBlock, digits: 3)
    return "Sharpe ratio \(number(sharpe)): standard error \(number(error)) if \(units) are "
      + "independent, \(number(robustError)) if neighbours are not (\(lag) "
      + "\(lag == 1 ? "lag" : "lags")); \(share)% of resampled series lie from "
      + "\(number(interval.lower)) to \(number(interval.upper)) "
      + "(\(block == "1" ? "single" : "stretches of \(block)") \(units)), "
      + "\(NumberFormat.percent(interval.shareBelowZero)) of all at or below 0"
  }

  private var conventions: String {
    let year = NumberFormat.general(series.periodsPerYear, digits: 5)
    let units = strategy.period.words(2, series.periodsPerYear)
    var parts = [
      "sd with ddof \(series.ddof)",
      "\(year) \(units) a year, \(isCounted ? "counted" : "as given")",
      "risk-free \(NumberFormat.general(100 * series.riskFree, digits: 4))% a year",
      series.isCompounded ? "profits reinvested" : "returns added up",
    ]
    if strategy.isJoined { parts.append("bars of a day put together (per=bar leaves them)") }
    return parts.joined(separator: "; ")
  }

  // MARK: Members

  var memberNames: [String] { numbers.map(\.name) + ["table"] }

  private var numbers: [(name: String, value: Double)] {
    (figures + (relative?.figures ?? [])).map { ($0.name, $0.value) } + [
      ("sharpe_se", error), ("sharpe_se_robust", robustError), ("sharpe_low", interval.lower),
      ("sharpe_high", interval.upper), ("count", Double(series.returns.count)),
      ("per_year", series.periodsPerYear), ("block", interval.meanBlock), ("lags", Double(lag)),
    ]
  }

  func member(_ name: String) throws -> Value? {
    if name == "table" { return .frame(FrameValue(frame, name: name)) }
    return numbers.first { $0.name == name }.map { .number($0.value) }
  }

  private var frame: Frame {
    let rows = numbers
    return Frame(
      axis: Axis(times: [], rowCount: rows.count),
      fields: [
        Frame.Field(
          "figure",
          .category(
            codes: rows.indices.map { Int32(clamping: $0) }, labels: rows.map(\.name))),
        Frame.Field("value", .numbers(rows.map(\.value))),
      ], source: "metrics of \(strategy.name)")
  }
}
