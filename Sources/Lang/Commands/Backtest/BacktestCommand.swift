import Runtime

/// `bt = backtest s2 rule=limit_long(hold=4, fee=2bp) on=test`.
enum BacktestCommand: Command {
  static let subject = Parameter("what", .any, "a run, an ensemble, or a series of predictions")
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
    if let runs = given.heldRuns {
      book = try trade(runs, orders, call)
    } else if case .series(let series) = call.session.preferringColumn(given) {
      var walk: WalkForward?
      if case .object(let object as WalkForwardValue) = given { walk = object.walk }
      book = try trade(series, orders, ranges: walk?.ranges, call)
    } else {
      throw call.failure(subject, "must be a run or a series, not \(given.described)")
    }
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
    _ runs: [RunValue], _ rule: LimitOrderRule, _ call: CommandCall
  ) throws -> BookValue {
    let ensemble = try RunEnsemble(runs.map(\.run))
    let dataset = runs[0].run.dataset
    var rule = rule
    let steepness = runs[0].run.state.lossOptions.first { $0.name == "k" }
    rule.steepness = rule.steepness ?? steepness.map { $0.end ?? $0.value }
    let names = dataset.parts.map(\.name)
    let wanted = call.has(part) ? try call.partName(part) : names.last ?? .test
    try PartSight(call.session).check(wanted)
    let spans = try dataset.part(wanted).spans
    let book = try Backtest.run(
      prediction: try ensemble.outputs(on: wanted).first?.values ?? [], frame: dataset.frame,
      ranges: spans.flatMap { Backtest.ranges(knownIn: $0, on: dataset.axis) }, rule: rule)
    let title = runs.count == 1 ? runs[0].name : "mean of \(runs.count)"
    let value = BookValue(
      book, axis: dataset.axis, title: "\(title), \(wanted.rawValue)",
      currency: try call.text(currency))
    let first = runs[0].run
    call.session.ledger.add(
      TrialEntry(
        value, hash: TrialEntry.hash(runs.map(\.run), wanted, rule: "\(rule)"),
        part: wanted.rawValue,
        data: dataset.digest, what: "\(first.network.text), \(first.problem.loss.text)"))
    return value
  }

  private static func trade(
    _ series: SeriesValue, _ rule: LimitOrderRule, ranges: [Range<Int>]?, _ call: CommandCall
  ) throws -> BookValue {
    guard !call.has(part) else {
      throw call.failure(part, "goes with a run; a series is traded on all its rows")
    }
    guard let axis = series.expression.type.axis,
      let frame = series.frame ?? call.session.frameInUse?.frame, frame.axis === axis
    else { throw call.failure(subject, "must be a series on the frame in use") }
    let book = try Backtest.run(
      prediction: try call.session.evaluator.values(of: series.expression), frame: frame,
      ranges: ranges, rule: rule)
    let value = BookValue(
      book, axis: axis, title: series.name ?? "series", currency: try call.text(currency))
    var digest = ContentHasher()
    digest.add(series.expression.digest)
    digest.add("\(rule)")
    let data = frame.digest
    digest.add(data)
    call.session.ledger.add(
      TrialEntry(
        value, hash: digest.text, part: ranges == nil ? "all" : "folds", data: data,
        what: value.title))
    return value
  }
}
