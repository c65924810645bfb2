import Runtime

/// `dsr bt`: whether a Sharpe ratio is more than the best of so many trials shows without skill.
enum DeflatedSharpeCommand: Command {
  static let subject = Parameter(
    "what", .any, "a book, a series of returns such as bt.returns.net, or a list of numbers")
  static let trials = Parameter(
    "trials", .integer, default: .absent, in: 1...1e12,
    "how many trials there were, where the ledger does not know them all")
  static let perYear = Parameter(
    "per_year", .number, default: .absent, unit: "periods", in: 1e-6...1e9,
    "periods in a year; counted from the dates when left out, needed for a list")
  static let level = Parameter(
    "level", .number, default: .number(0.95), unit: "fraction", in: 0.5...0.999999,
    "the probability that the track record is to reach")
  static let signature = Signature(
    "dsr", group: "backtest",
    "Prints the deflated Sharpe ratio of a book, given all that was tried",
    details:
      "PSR(SR*), the probability that the true Sharpe ratio is above SR* = sqrt(V) E[max]: what "
      + "the best of N trials is expected to show without skill, V the variance of their Sharpe "
      + "ratios and N their effective number, rho + (1 - rho) N with the mean correlation rho. The "
      + "trials are those of the ledger (`trials`) on the same part of the same bars, whatever "
      + "the features; one without daily returns counts in N, not in the variance. With a single trial it is the "
      + "probabilistic Sharpe ratio. Also the track record it takes to trust the ratio, and the "
      + "least length of a backtest of so many trials. `x.dsr`, `x.psr`, `x.sharpe`, "
      + "`x.benchmark`, `x.trials`, `x.effective`, `x.correlation`, `x.variance`, "
      + "`x.track_record`, `x.deflated_track_record`, `x.backtest_length`, `x.count`. Bailey and "
      + "Lopez de Prado, The Deflated Sharpe Ratio, Journal of Portfolio Management 2014.",
    positionals: [subject],
    options: [
      trials, LedgerTrials.part, perYear, MetricParameter.riskFree, MetricParameter.ddof, level,
    ],
    examples: [
      Example("dsr bt"), Example("x = dsr bt on=val"), Example("dsr bt.returns.net trials=45"),
    ],
    keywords: [
      "deflated sharpe ratio", "probabilistic sharpe ratio", "multiple testing", "selection bias",
      "minimum track record", "luck", "overfitting",
    ])

  static func run(_ call: CommandCall) throws -> Value {
    let strategy = try StrategyReader(call: call, parameter: subject)
      .strategy(call.required(subject), text: call.texts[subject.name] ?? "returns")
    guard strategy.returns.count > 2 else {
      throw call.failure(subject, "has \(strategy.span): too few for a Sharpe ratio with an error")
    }
    let value = DeflatedSharpeValue(
      strategy, try series(strategy, call), try chosen(strategy, call),
      given: call.has(trials) ? try call.integer(trials) : nil, level: try call.number(level))
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }

  private static func series(_ strategy: Strategy, _ call: CommandCall) throws -> ReturnSeries {
    let counted = strategy.periodsPerYear
    guard call.has(perYear) || counted.isFinite else {
      throw call.failure(
        perYear, "is needed: nothing says how many periods a year has", hint: "per_year=252")
    }
    let series = ReturnSeries(
      strategy.returns.returns,
      periodsPerYear: call.has(perYear) ? try call.number(perYear) : counted,
      riskFree: try call.number(MetricParameter.riskFree),
      ddof: try call.integer(MetricParameter.ddof))
    guard !SharpeRatio.value(of: series).isNaN else {
      throw call.failure(subject, "never varies: it has no Sharpe ratio")
    }
    return series
  }

  /// - Throws: `Failure` for a part that was asked for and has no trials.
  private static func chosen(_ strategy: Strategy, _ call: CommandCall) throws -> LedgerTrials {
    let ledger = call.session.ledger
    let part = call.has(LedgerTrials.part) ? try call.text(LedgerTrials.part) : nil
    let chosen = LedgerTrials(
      ledger, like: strategy.origin ?? strategy.known(in: ledger), part: part)
    if let part, chosen.entries.isEmpty {
      throw call.failure(
        LedgerTrials.part, "is \(part), but the ledger has no trials \(chosen.place)",
        hint: ledger.count > 0 ? "trials lists them; on=all takes all" : "the ledger is empty")
    }
    return chosen
  }
}
