import Runtime

/// `metrics bt`, `metrics r per_year=252 ddof=0 benchmark=pct(spx.close)`.
enum MetricsCommand: Command {
  static let subject = Parameter(
    "what", .any, "a book, a series of returns such as bt.returns.net, or a list of numbers")
  static let perYear = Parameter(
    "per_year", .number, default: .absent, unit: "periods", in: 1e-6...1e9,
    "periods in a year; counted from the dates when left out, needed for a list")
  static let compound = Parameter(
    "compound", .boolean, default: .absent,
    "whether profits are reinvested; false adds returns up. A series compounds when left out, a "
      + "book is as it was traded")
  static let period = Parameter(
    "per", .choice(Execution.Period.allCases.map(\.rawValue)), default: .absent,
    "what a return is of: bars of a day are put together unless bar is said; a book is as it was "
      + "traded")
  static let benchmark = Parameter(
    "benchmark", .any, default: .absent,
    "a series of returns or a book to be compared with, on the days that both have")
  static let signature = Signature(
    "metrics", group: "backtest", "Prints every figure of a series of returns or of a book",
    details: "The standard error of the Sharpe ratio is given for independent returns, and with "
      + "Newey and West's allowance for those that depend on their neighbours, over 4 (n / 100)^(2/9) "
      + "lags or the overlap of the book's positions; its interval is that of resampled stretches "
      + "of returns (stationary bootstrap). Missing returns are left out. With benchmark= the "
      + "figures against it follow. `m.sharpe` and all others, `m.sharpe_se`, `m.sharpe_se_robust`, "
      + "`m.sharpe_low`, `m.sharpe_high`, `m.count`, `m.per_year`, `m.table`.",
    positionals: [subject],
    options: [
      perYear, MetricParameter.riskFree, MetricParameter.ddof, compound, period, benchmark,
      EvaluationOptions.level, EvaluationOptions.draws, EvaluationOptions.block,
      EvaluationOptions.seed,
    ],
    examples: [
      Example("metrics bt"), Example("m = metrics bt.returns.net per_year=252 ddof=0"),
      Example("metrics bt benchmark=pct(close) risk_free=2%"),
    ],
    keywords: [
      "sharpe", "sortino", "drawdown", "performance", "statistics", "alpha", "beta", "tearsheet",
      "standard error", "bootstrap", "confidence interval",
    ])

  static func run(_ call: CommandCall) throws -> Value {
    let strategy = try read(subject, call)
    guard strategy.returns.count > 1 else {
      throw call.failure(
        subject, "has \(strategy.returns.count == 1 ? "1 return" : "no return"): two are needed")
    }
    let series = try Self.series(strategy, strategy.returns.returns, call)
    let value = MetricsValue(
      strategy, series,
      interval: try SharpeInterval(
        of: series, level: call.number(EvaluationOptions.level),
        draws: call.integer(EvaluationOptions.draws), seed: call.evaluationSeed(),
        meanBlock: call.meanBlock()),
      isCounted: !call.has(perYear), relative: try relative(strategy, call))
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }

  private static func read(_ parameter: Parameter, _ call: CommandCall) throws -> Strategy {
    var reader = StrategyReader(call: call, parameter: parameter)
    reader.compounds = call.has(compound) ? try call.boolean(compound) : nil
    let value = try call.required(parameter)
    if call.has(period) {
      reader.byDay = try call.text(period) == Execution.Period.day.rawValue
    } else if case .object(let book as BookValue) = try call.required(subject) {
      reader.byDay = book.book.terms.period == .day
    }
    return try reader.strategy(value, text: call.texts[parameter.name] ?? "returns")
  }

  /// With the conventions of the call.
  private static func series(
    _ strategy: Strategy, _ returns: [Double], _ call: CommandCall
  ) throws -> ReturnSeries {
    let counted = strategy.periodsPerYear
    guard call.has(perYear) || counted.isFinite else {
      throw call.failure(
        perYear, "is needed: nothing says how many periods a year has", hint: "per_year=252")
    }
    return ReturnSeries(
      returns, periodsPerYear: call.has(perYear) ? try call.number(perYear) : counted,
      riskFree: try call.number(MetricParameter.riskFree),
      ddof: try call.integer(MetricParameter.ddof), isCompounded: strategy.isCompounded)
  }

  /// The figures against the benchmark, on common periods.
  private static func relative(
    _ strategy: Strategy, _ call: CommandCall
  ) throws -> MetricsValue.Relative? {
    guard call.has(benchmark) else { return nil }
    let other = try read(benchmark, call)
    let (days, columns) = DatedReturns.overlaid([strategy.returns, other.returns])
    guard days.count > 1, strategy.period == other.period else {
      throw call.failure(
        benchmark,
        "has \(strategy.period == other.period ? days.count : 0) "
          + "\(strategy.period.words(0, strategy.periodsPerYear)) in common with "
          + "\(strategy.name): at least 2 are needed",
        hint: "its \(other.span)")
    }
    let series = try series(strategy, columns[0], call)
    return MetricsValue.Relative(
      name: other.name, span: Strategy.span(days, strategy.period, strategy.periodsPerYear),
      figures: RelativeMetricCatalog.all.map { metric in
        .init(
          metric.name, metric.unit, metric.signature.summary,
          metric.value(of: series, against: columns[1]))
      })
  }
}
