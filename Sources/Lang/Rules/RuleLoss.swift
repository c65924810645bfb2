import Runtime

/// A rule as the objective of a training: minus the mean smooth profit of its decisions.
extension RuleValue {
  /// - Parameters:
  ///   - labels: Names of the classes by head.
  ///   - frame: That of the dataset: decides whether the rule gives weights or orders.
  /// - Throws: `Diagnostic` for an option without a value.
  func loss(labels: [String: [String]], in session: Session) throws -> Loss {
    let values = try optionValues(in: session)
    let plain = Dictionary(values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    var numbers = values.compactMap { LossValue.number($0.name, $0.value) }
    let execution = try executionOptions(in: session)
    if !numbers.contains(where: { $0.name == "k" }) {
      let given = execution["k"].flatMap { LossValue.number("k", $0) }
      numbers.append(given ?? Loss.Option("k", 1000))
    }
    let terms = try Execution(
      BoundOptions(execution.compactMapValues(OperatorArgument.init(plain:))), isOfWeights: false,
      seed: session.seed, isChecked: false)
    let snapshot = session.snapshot()
    let settled = self
    return Loss(name, options: numbers) { context in
      let inner = Session(snapshot)
      let state = TraceState(sample: context.shape, frame: context.frame)
      inner.trace = state
      let live = context.options.mapValues { Value.series(SeriesValue($0)) }
      let bar = FrameValue(context.frame, name: "bar")
      let value = try settled.value(
        p: PredictionRecord.value(of: context, labels: labels), bar: bar,
        options: plain.merging(live) { $1 }, in: inner)
      let decision = try settled.decision(of: value, in: inner)
      let rates = Rates(context, terms, given: Set(execution.keys))
      return try Self.graph(decision, context, terms, rates, horizon: state.horizon)
    }
  }

  private static func graph(
    _ decision: RuleDecision, _ context: LossContext, _ terms: Execution, _ rates: Rates,
    horizon: Int
  ) throws -> Loss.Graph {
    let soft: SoftProfit
    switch decision {
    case .weights(let weight):
      soft = try SoftProfit.weights(
        weight, frame: context.frame, terms: terms, horizon: horizon,
        rates.numbers(isLimit: false))
    case .orders(let tickets):
      soft = try SoftProfit.orders(
        tickets, frame: context.frame, terms: terms,
        rates.numbers(isLimit: tickets.contains { $0.limit != nil }))
    }
    let loss = try Runtime.Expression.negate(context.mean(soft.profit))
    guard let (fill, net) = soft.reached else { return Loss.Graph(loss) }
    let rate = try context.mean(fill)
    let gained = try context.mean(.multiply(fill, net))
    return Loss.Graph(
      loss,
      tracks: [("fill_rate", rate), ("profit_if_filled", try .divide(gained, rate))])
  }
}

/// What trading costs in a loss: live numbers that a training may change where the rule has options for
/// them, in the order in which a backtest takes them.
private struct Rates {
  private let options: [String: Runtime.Expression]
  private let terms: Execution
  /// Options of execution that have a value.
  private let given: Set<String>

  init(_ context: LossContext, _ terms: Execution, given: Set<String>) {
    (options, self.terms, self.given) = (context.options, terms, given)
  }

  func numbers(isLimit: Bool) throws -> SoftProfit.Numbers {
    let slippage = options["slippage"] ?? Expression(constant: terms.slippage)
    let market = try Runtime.Expression.add(rate("taker", terms.taker), slippage)
    return SoftProfit.Numbers(
      steepness: options["k"] ?? Expression(constant: terms.fillSteepness),
      entryFee: isLimit ? rate("maker", terms.maker) : market, exitFee: market)
  }

  private func rate(_ name: String, _ plain: Double) -> Runtime.Expression {
    for name in [name, "cost", "fee"] {
      if let live = options[name] { return live }
      if given.contains(name) { break }
    }
    return Expression(constant: plain)
  }
}
