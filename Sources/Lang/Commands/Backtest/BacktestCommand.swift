import Runtime

/// `bt = backtest s2 rule=limit_long(hold=4, fee=2bp) on=test`.
enum BacktestCommand: Command {
  static let subject = Parameter("what", .any, "a run, or a series of predictions")
  static let rule = Parameter("rule", .rule, "how predictions become orders")
  static let part = Parameter(
    "on", .part, default: .absent,
    "the part that is traded; test when left out, or val where there is no test part")
  static let currency = Parameter(
    "currency", .text, default: .text("$"), "sign of the prices' money, for labels")
  static let signature = Signature(
    "backtest", group: "backtest", "Trades a rule on past bars with hard fills",
    details: "An order is decided at the end of each bar of the part; decision, fill and exit all "
      + "lie inside it. Fills need real lows and highs. The book reports hard and soft results "
      + "apart, money per bar on the capital really in use, and the Sharpe ratio of daily net "
      + "portfolio returns with a standard error that allows for overlapping positions.",
    positionals: [subject], options: [rule, part, currency],
    examples: [Example("bt = backtest s2 rule=limit_long(hold=4, fee=2bp) on=test")],
    keywords: ["simulate", "trade", "pnl"])

  static func run(_ call: CommandCall) throws -> Value {
    let orders = try self.orders(call)
    let given = try call.required(subject)
    let book: BookValue
    switch given {
    case .object(let object):
      guard let run = object as? RunValue else {
        throw call.failure(subject, "must be a run or a series, not \(given.described)")
      }
      book = try trade(run, orders, call)
    case .series(let series):
      book = try trade(series, orders, call)
    default:
      throw call.failure(subject, "must be a run or a series, not \(given.described)")
    }
    call.session.trialCount += 1
    if call.resultName != nil { call.session.output.result(book.summary) }
    return .object(book)
  }

  private static func orders(_ call: CommandCall) throws -> LimitOrderRule {
    switch try call.required(rule) {
    case .object(let object):
      if let built = object as? LimitRuleValue { return built.rule }
      guard object is RuleValue else { break }
      throw call.failure(rule, "is a rule of the script; those are not in this version")
    case .text(let name):
      guard let entry = RuleCatalog.rule(named: name) else { throw unknown(name, call) }
      return try entry.make(RuleArguments())
    default: break
    }
    throw call.failure(rule, "must be a rule such as limit_long(hold=4)")
  }

  private static func unknown(_ name: String, _ call: CommandCall) -> Failure {
    let known = RuleCatalog.all.map { $0.signature.name }
    let near = DidYouMean.closest(to: name, in: known)
    return call.failure(
      rule, "names no rule: '\(name)'",
      hint: near.map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
  }

  private static func trade(
    _ value: RunValue, _ rule: LimitOrderRule, _ call: CommandCall
  ) throws -> BookValue {
    let dataset = value.run.dataset
    let names = dataset.parts.map(\.name)
    let wanted = call.has(part) ? try call.partName(part) : names.last ?? .test
    let spans = try dataset.part(wanted).spans
    let book = try Backtest.run(
      prediction: try value.run.predictions(on: wanted), frame: dataset.frame,
      ranges: spans.flatMap { Backtest.ranges(knownIn: $0, on: dataset.axis) }, rule: rule)
    return BookValue(
      book, axis: dataset.axis, title: "\(value.name), \(wanted.rawValue)",
      currency: try call.text(currency))
  }

  private static func trade(
    _ series: SeriesValue, _ rule: LimitOrderRule, _ call: CommandCall
  ) throws -> BookValue {
    guard !call.has(part) else {
      throw call.failure(part, "goes with a run; a series is traded on all its rows")
    }
    guard let axis = series.expression.type.axis,
      let frame = series.frame ?? call.session.frameInUse?.frame, frame.axis === axis
    else { throw call.failure(subject, "must be a series on the frame in use") }
    let book = try Backtest.run(
      prediction: try call.session.evaluator.values(of: series.expression), frame: frame,
      rule: rule)
    return BookValue(
      book, axis: axis, title: series.name ?? "series", currency: try call.text(currency))
  }
}
