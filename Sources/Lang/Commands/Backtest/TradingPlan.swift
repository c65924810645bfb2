import Runtime

/// Everything that a backtest is made of, so that it can be made again on other terms.
struct TradingPlan: Sendable {
  /// What the rule gets as `p`; the weights themselves where there is no rule.
  var prediction: Value
  let rule: RuleValue?
  let frame: FrameValue
  /// Rows of the part; nil for all.
  var ranges: [Range<Int>]?
  /// Options of execution, those of the rule below those of the command.
  var options: [String: Value]
  /// Steepness of the loss that a run was trained on.
  let steepness: Double?
  let title: String
  let part: String
  let source: Source

  /// Where the predictions come from.
  enum Source: Sendable {
    case runs([RunValue], PartName)
    case series(SeriesValue)
    case walk(WalkForwardValue)
    case frame(FrameValue)
  }

  /// - Throws: `Failure` naming the option at fault, `Diagnostic` of the rule, `Interrupted`.
  func run(in session: Session) throws -> Book {
    let decision = try decide(in: session)
    let terms = try terms(of: decision, seed: session.seed)
    return try trade(decision, terms, in: session)
  }

  /// The books of each complete history of a walk whose folds held rows out several times; none else.
  func paths(in session: Session) throws -> [Book] {
    guard case .walk(let walk) = source, walk.walk.pathCount > 1 else { return [] }
    let dataset = walk.walk.dataset
    return try walk.walk.paths().map { path in
      try Interrupt.check()
      var own = self
      own.prediction = PredictionRecord.value(of: [path], on: dataset.frame)
      return try own.run(in: session)
    }
  }

  /// What the rule says.
  func decide(in session: Session) throws -> RuleDecision {
    if let rule { return try rule.decision(p: prediction, bar: frame, in: session) }
    guard case .series(let series) = prediction else { throw Failure("weights must be a series") }
    try refuseLeak(series.expression)
    return .weights(series.expression)
  }

  func terms(of decision: RuleDecision, seed: UInt64) throws -> Execution {
    var isOfWeights = false
    if case .weights = decision { isOfWeights = true }
    let arguments = try Dictionary(
      uniqueKeysWithValues: options.map { name, value in
        guard let argument = OperatorArgument(plain: value) else {
          throw Failure("'\(name)' cannot be \(value.described)", culprit: .parameter(name))
        }
        return (name, argument)
      })
    var terms = try Execution(BoundOptions(arguments), isOfWeights: isOfWeights, seed: seed)
    terms.steepness = terms.steepness ?? steepness
    return terms
  }

  func trade(_ decision: RuleDecision, _ terms: Execution, in session: Session) throws -> Book {
    let evaluator = session.evaluator
    let soft = try softWork(decision, terms, in: session)
    switch decision {
    case .weights(let weight):
      return try Backtest.weights(
        evaluator.values(of: weight), frame: frame.frame, ranges: ranges, terms: terms, soft: soft)
    case .orders(let tickets):
      return try Backtest.orders(
        tickets, prediction: numbers(evaluator), frame: frame.frame, ranges: ranges, terms: terms,
        values: evaluator, soft: soft)
    }
  }

  /// Predictions as one number per row, where they are that.
  private func numbers(_ evaluator: ColumnEvaluator) throws -> [Double]? {
    guard rule != nil, case .series(let series) = prediction,
      series.expression.type.axis === frame.frame.axis
    else { return nil }
    return try evaluator.values(of: series.expression)
  }

  /// The same rule as the loss of a training has it, on columns.
  private func softWork(
    _ decision: RuleDecision, _ terms: Execution, in session: Session
  ) throws -> SoftWork? {
    guard let rule else { return nil }
    let (evaluator, snapshot) = (session.evaluator, session.snapshot())
    return { [prediction, frame, ranges] in
      let inner = Session(snapshot)
      let scope = SoftScope()
      inner.softScope = scope
      let soft: SoftProfit
      switch try rule.decision(p: prediction, bar: frame, in: inner) {
      case .weights(let weight):
        soft = try SoftProfit.weights(
          weight, frame: frame.frame, terms: terms, horizon: scope.horizon,
          .init(terms, isLimit: false))
      case .orders(let tickets):
        soft = try SoftProfit.orders(
          tickets, frame: frame.frame, terms: terms,
          .init(terms, isLimit: tickets.contains { $0.limit != nil }))
      }
      return try soft.figures(
        ranges: ranges, axis: frame.frame.axis, steepness: terms.fillSteepness,
        horizon: scope.horizon, values: evaluator)
    }
  }

  private func refuseLeak(_ weight: Runtime.Expression) throws {
    guard weight.reach.to > 0 || weight.reach.fit == .wholeSample else { return }
    let isAhead = weight.reach.to > 0
    let origin = isAhead ? Culprit.lookahead(in: weight) : Culprit.wholeSample(in: weight)
    let bars = weight.reach.to == 1 ? "1 bar" : "\(weight.reach.to) bars"
    throw Failure(
      isAhead
        ? "the weights see the future: look-ahead \(bars)"
        : "the weights use a statistic of the whole sample",
      culprit: origin.map { .origin($0) } ?? .parameter("what"),
      hint: isAhead
        ? "a weight is decided at the end of its bar; lead() is allowed in target and loss"
        : "give the statistic a window: mean(x, 20)")
  }
}

/// What the ledger of trials keeps of a plan.
extension TradingPlan {
  /// Of predictions, rule, terms and part.
  func hash(in session: Session) -> String {
    var digest = ValueDigest(session)
    switch source {
    case .runs(let runs, let name):
      digest.add(.text(TrialEntry.hash(runs.map(\.run), name)))
    case .series(let series): digest.add(.series(series))
    case .walk(let walk): digest.add(.text(walk.entry.hash))
    case .frame(let frame): digest.add(.frame(frame))
    }
    if let rule { digest.add(.object(rule)) }
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      digest.add(.text(name))
      digest.add(value)
    }
    digest.add(.text(data))
    for range in ranges ?? [] {
      digest.add(.number(Double(range.lowerBound)))
      digest.add(.number(Double(range.upperBound)))
    }
    return digest.text
  }

  /// Fingerprint of the data that were looked at.
  var data: String {
    if case .runs(let runs, _) = source, let first = runs.first { return first.run.dataset.digest }
    return frame.frame.digest
  }

  /// What a sealed test part says of itself; nil where it is none.
  func seal(in session: Session) -> String? {
    guard case .runs(let runs, let part) = source, let run = runs.first?.run else { return nil }
    return session.seals.mark(run.dataset, part)
  }

  /// Model, loss and rule in words.
  var what: String {
    let rule = rule.map { ", \($0.text)" } ?? ""
    guard case .runs(let runs, _) = source, let run = runs.first?.run else { return title + rule }
    return "\(run.network.text), \(run.problem.loss.text)\(rule)"
  }
}
