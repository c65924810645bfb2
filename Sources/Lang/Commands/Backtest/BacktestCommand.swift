import Runtime

/// `bt = backtest s2 rule=limit_long(hold=4, fee=2bp) on=test`, `bt = backtest W cost=5bp`.
enum BacktestCommand: Command {
  static let subject = Parameter(
    "what", .any, "a run, an ensemble, a walk, a series or frame of predictions; or weights")
  static let rule = Parameter(
    "rule", .rule, default: .absent,
    "how predictions become weights or orders; left out, the series is the weights themselves")
  static let part = Parameter(
    "on", .part, default: .absent,
    "the part that is traded; test when left out, or val where there is no test part")
  static let currency = Parameter(
    "currency", .text, default: .text("$"), "sign of the prices' money, for labels")
  static let signature = Signature(
    "backtest", group: "backtest", "Trades weights, or a rule on predictions, over past bars",
    details: "Weights are shares of the equity, decided at the end of each bar and traded at the "
      + "next open; a missing one keeps the position. Changes are measured against drifted positions "
      + "and cost `cost` of their value. Orders of a rule are decided at the end of each bar, too; "
      + "decision, fill and exit lie inside the part. Limits need real lows and highs. The book has "
      + "hard and soft results apart, money per bar on the capital really in use, and the Sharpe "
      + "ratio of daily net portfolio returns with a standard error that allows for overlapping "
      + "positions. `bt.sharpe` and all figures (`show bt`), `bt.metrics`, and as frames "
      + "`bt.periods`, `bt.trades`, `bt.orders`, `bt.positions`, `bt.returns`, `bt.symbols`, "
      + "`bt.months`.",
    positionals: [subject], options: [rule, part, currency] + ExecutionOptions.all,
    examples: [
      Example("bt = backtest s2 rule=limit_long(hold=4, fee=2bp) on=test"),
      Example("bt = backtest W cost=5bp borrow=1%"),
      Example("bt = backtest p rule=long_short(top=10%, bottom=10%) cost=5bp fill=close"),
    ],
    keywords: ["simulate", "trade", "pnl", "weights", "portfolio"])

  static func run(_ call: CommandCall) throws -> Value {
    let plan = try plan(call)
    let book = try plan.run(in: call.session)
    let value = BookValue(
      book, plan: plan, paths: try plan.paths(in: call.session), currency: try call.text(currency),
      seal: plan.seal(in: call.session))
    call.session.ledger.add(
      TrialEntry(
        value, hash: plan.hash(in: call.session), part: plan.part, data: plan.data,
        market: plan.frame.frame.digest,
        what: plan.what))
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }

  /// What is to be traded, on which bars, on which terms.
  private static func plan(_ call: CommandCall) throws -> TradingPlan {
    let rule = try self.rule(call)
    var options = try rule?.executionOptions(in: call.session) ?? [:]
    for parameter in ExecutionOptions.all {
      guard let value = call.values[parameter.name] else { continue }
      options[parameter.name] = value
      // A cost of the command replaces the fees of the rule.
      if ["cost", "fee"].contains(parameter.name) {
        for other in ["cost", "fee", "maker", "taker"] where call.values[other] == nil {
          options[other] = nil
        }
      }
      if ["size", "fraction", "units"].contains(parameter.name) {
        for other in ["size", "fraction", "units"] where call.values[other] == nil {
          options[other] = nil
        }
      }
    }
    let given = try call.required(subject)
    if let runs = given.heldRuns { return try plan(runs, rule, options, call) }
    if case .object(let walk as WalkForwardValue) = given, let rule {
      try refusePart(call)
      let frame = walk.walk.dataset.frame
      return TradingPlan(
        prediction: PredictionRecord.value(of: [walk.walk.output], on: frame), rule: rule,
        frame: FrameValue(frame, name: "bar"), ranges: walk.walk.ranges, options: options,
        steepness: nil, title: walk.name, part: "folds", source: .walk(walk))
    }
    if case .frame(let frame) = given, rule != nil {
      return try plan(PredictionRecord.value(of: frame), of: frame, rule, options, call)
    }
    guard case .series(let series) = call.session.preferringColumn(given) else {
      throw call.failure(subject, "must be a run or a series, not \(given.described)")
    }
    var walk: WalkForwardValue?
    if case .object(let object as WalkForwardValue) = given { walk = object }
    return TradingPlan(
      prediction: .series(series), rule: rule, frame: try bars(of: series, call),
      ranges: walk?.walk.ranges, options: options, steepness: nil,
      title: series.name ?? written(call), part: walk == nil ? "all" : "folds",
      source: walk.map { .walk($0) } ?? .series(series))
  }

  /// A short expression as it was written; `series` for a long one.
  private static func written(_ call: CommandCall) -> String {
    var text = call.texts[subject.name] ?? ""
    if text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
    return (1...32).contains(text.count) ? text : "series"
  }

  /// Predictions of trainings on a part of their dataset.
  private static func plan(
    _ runs: [RunValue], _ rule: RuleValue?, _ options: [String: Value], _ call: CommandCall
  ) throws -> TradingPlan {
    guard let rule else {
      throw call.failure(
        self.rule, "is missing: what is to be done with the predictions of a run?",
        hint: "rule=limit_long(hold=4), rule=threshold, rule=long_short, or one of your own")
    }
    for run in runs { try call.session.settle(run) }
    let ensemble = try RunEnsemble(runs.map(\.run))
    let dataset = runs[0].run.dataset
    let names = dataset.parts.map(\.name)
    let wanted = call.has(part) ? try call.partName(part) : names.last ?? .test
    try PartSight(call.session).check(wanted, of: dataset)
    let spans = try dataset.part(wanted).spans
    let steepness = runs[0].run.state.lossOptions.first { $0.name == "k" }
    let title = runs.count == 1 ? runs[0].name : "mean of \(runs.count)"
    return TradingPlan(
      prediction: PredictionRecord.value(
        of: try ensemble.outputs(on: wanted), on: dataset.frame),
      rule: rule, frame: FrameValue(dataset.frame, name: "bar"),
      ranges: spans.flatMap { Backtest.ranges(knownIn: $0, on: dataset.axis) }, options: options,
      steepness: steepness.map { $0.end ?? $0.value }, title: "\(title), \(wanted.rawValue)",
      part: wanted.rawValue, source: .runs(runs, wanted))
  }

  /// A frame of predictions, on whose axis the bars of the frame in use lie.
  private static func plan(
    _ prediction: Value, of frame: FrameValue, _ rule: RuleValue?, _ options: [String: Value],
    _ call: CommandCall
  ) throws -> TradingPlan {
    try refusePart(call)
    guard let bars = call.session.frameInUse, bars.frame.axis === frame.frame.axis else {
      throw call.failure(
        subject, "is a frame, but its rows are not those of a frame in use with bars",
        hint: "use the bars first; predictions lie on their rows")
    }
    return TradingPlan(
      prediction: prediction, rule: rule, frame: bars, ranges: nil, options: options,
      steepness: nil, title: frame.name, part: "all", source: .frame(frame))
  }

  /// The frame whose bars a series is traded on.
  private static func bars(of series: SeriesValue, _ call: CommandCall) throws -> FrameValue {
    try refusePart(call)
    guard let axis = series.expression.type.axis else {
      throw call.failure(subject, "must be a series on the frame in use")
    }
    if let frame = series.frame, frame.axis === axis, frame.index(of: "close") != nil {
      return FrameValue(frame, name: "bar")
    }
    guard let used = call.session.frameInUse, used.frame.axis === axis else {
      throw call.failure(subject, "must be a series on the frame in use")
    }
    return used
  }

  private static func refusePart(_ call: CommandCall) throws {
    guard !call.has(part) else {
      throw call.failure(part, "goes with a run; a series is traded on all its rows")
    }
  }

  private static func rule(_ call: CommandCall) throws -> RuleValue? {
    guard call.has(rule) else { return nil }
    switch try call.required(rule) {
    case .object(let value as RuleValue): return value
    case .text(let name):
      guard let value = try call.session.rule(named: name) else { throw unknown(name, call) }
      return value
    default: throw call.failure(rule, "must be a rule such as limit_long(hold=4)")
    }
  }

  private static func unknown(_ name: String, _ call: CommandCall) -> Failure {
    let near = DidYouMean.closest(to: name, in: RulePrelude.names)
    return call.failure(
      rule, "names no rule: '\(name)'",
      hint: near.map { "did you mean '\($0)'?" }
        ?? "there are \(RulePrelude.names.joined(separator: ", "))")
  }
}
