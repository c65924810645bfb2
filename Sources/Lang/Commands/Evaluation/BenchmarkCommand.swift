import Runtime

/// `benchmark bt`: a book beside buy-and-hold, simple baselines and random entries.
enum BenchmarkCommand: Command {
  static let subject = Parameter("book", .any, "a book of backtest")
  static let draws = Parameter(
    "n", .integer, default: .number(200), in: 0...1_000_000, "random entries; 0 for none")
  static let signature = Signature(
    "benchmark", group: "backtest",
    "Puts a book beside buy-and-hold, simple baselines and random entries",
    details: "On the same bars at the same costs: an equal part of every symbol bought once and "
      + "held; the sign of the last 20 bars; of a run, the same rule on the persistence baseline "
      + "and on the mean of the training labels. The last column is the two-sided p-value of the "
      + "difference in Sharpe ratios (paired block bootstrap). Random entries are the same "
      + "decisions on other symbols and turned around in time, so that their number, sides and "
      + "clusters stay: the p-value is (1 + those that do as well) / (1 + n). `plot placebo b` "
      + "draws them.",
    positionals: [subject], options: [draws, TrialOptions.parallel],
    examples: [Example("benchmark bt"), Example("b = benchmark bt n=1000")],
    keywords: ["buy and hold", "random entry", "baseline", "persistence", "null"])

  static func run(_ call: CommandCall) throws -> Value {
    guard case .object(let book as BookValue) = try call.required(subject) else {
      throw call.failure(subject, "must be a book of backtest", hint: "bt = backtest s1 rule=...")
    }
    let returns = book.book.dailyReturns
    guard book.book.summary.timeInMarket > 0 else {
      throw call.failure(subject, "has no trades: there is nothing to compare")
    }
    let session = call.session
    let rivals = try SimpleRivals(plan: book.plan, terms: book.book.terms, session: session).books()
      .map { try rival($0.name, $0.book, of: book.book, seed: session.seed) }
    let value = BenchmarkValue(
      title: book.title, book: book.book, rivals: rivals,
      draws: SharpeRatio.value(of: returns).isNaN ? [] : try random(book.plan, call))
    if call.resultName != nil { session.output.result(value.summary) }
    return .object(value)
  }

  private static func rival(
    _ name: String, _ book: Book, of own: Book, seed: UInt64
  ) throws -> BenchmarkValue.Rival {
    let pair: PairedReturns?
    do {
      pair = try PairedReturns(
        own.datedReturns, book.datedReturns, periodsPerYear: own.periods.daysPerYear, seed: seed)
    } catch is Failure {
      pair = nil
    }
    return .init(name: name, book: book, pair: pair)
  }

  private static func random(_ plan: TradingPlan, _ call: CommandCall) throws -> [Double] {
    let count = try call.integer(draws)
    guard count > 0 else { return [] }
    let entries = RandomEntries(plan, in: call.session)
    let output = call.session.output
    defer { output.progress("", isFinal: false) }
    return try SideBySide.map(
      count: count, threads: try TrialOptions.threads(call), { try entries.sharpe(draw: $0) },
      say: { done in
        output.progress("  random entries \(done.count)/\(count)", isFinal: false)
      })
  }
}
