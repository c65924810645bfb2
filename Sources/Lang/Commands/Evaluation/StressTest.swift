import Runtime

/// Trades a plan again on assumptions that may well come true.
struct StressTest {
  let plan: TradingPlan
  let session: Session
  let decision: RuleDecision
  let base: Book
  let trials: Trials

  /// How much is left out, and how often.
  struct Trials {
    let delays: Int
    let trades: Int
    let halves: Int
  }

  init(_ value: BookValue, _ trials: Trials, in session: Session) throws {
    (plan, base, self.trials, self.session) = (value.plan, value.book, trials, session)
    decision = try plan.decide(in: session)
  }

  /// - Parameter say: Gets the case that is under way.
  /// - Throws: `Interrupted`.
  func cases(say: (String) -> Void) throws -> [StressCase] {
    var cases: [StressCase] = []
    func add(_ name: String, _ plan: TradingPlan) throws {
      say(name)
      cases.append(StressCase(name, try trade(plan)))
    }
    let charged = base.terms
    for delay in 0...trials.delays where delay != charged.delay {
      try add(
        "delay of \(delay) \(delay == 1 ? "bar" : "bars")",
        plan.with(option: "delay", .number(Double(delay))))
    }
    if hasLimits {
      for touch in Execution.Touch.allCases where touch != charged.touch {
        let meaning =
          touch == .fill ? "limits filled when touched" : "limits must be traded through"
        try add(meaning, plan.with(option: "touch", .text(touch.rawValue)))
      }
    }
    let rate = chargedRate
    if rate > 0, 2 * rate <= Self.highestRate {
      let doubled = NumberFormat.basisPoints(2 * rate)
      try add("costs of \(doubled) a side", plan.costing(2 * rate))
    }
    cases += withoutLuck
    cases += halvesOfTime
    cases += try halvesOfSymbols(say)
    return cases
  }

  // MARK: Costs

  /// The rate of all costs of trading on the value traded.
  var chargedRate: Double {
    let traded = base.flows.traded.reduce(0, +)
    return base.summary.fees.dividedUnlessZero(by: traded)
  }

  /// The highest rate that terms take.
  private static let highestRate = 0.5

  /// The book without costs of trading; what is paid for holding stays.
  /// - Throws: `Interrupted`.
  func free() throws -> Book { try trade(plan.costing(0)) }

  /// The rate on the value traded at which nothing is left; missing where the book loses without costs of
  /// trading, or gains at any.
  ///
  /// A secant: exact at once where stakes do not depend on profits.
  /// - Parameter free: The book without such costs.
  /// - Throws: `Interrupted`.
  func breakEvenRate(_ free: Book) throws -> Double {
    var (low, high) = ((rate: 0.0, profit: free.summary.netProfit), (rate: 0.0, profit: 0.0))
    guard low.profit > 0 else { return .nan }
    let guess = low.profit / free.flows.traded.reduce(0, +)
    guard guess.isFinite else { return .nan }
    high.rate = min(guess * 1.001, 0.98 * Self.highestRate)
    high.profit = try profit(at: high.rate)
    for _ in 0..<12 where high.profit > 0 {
      (low, high.rate) = (high, min(high.rate * 1.5, Self.highestRate))
      high.profit = try profit(at: high.rate)
    }
    guard high.profit <= 0 else { return .nan }
    for _ in 0..<24 where high.rate - low.rate > 1e-3 * high.rate {
      let share = low.profit / (low.profit - high.profit)
      let rate = low.rate + (high.rate - low.rate) * min(max(share, 0.05), 0.95)
      let found = (rate: rate, profit: try profit(at: rate))
      if found.profit > 0 { low = found } else { high = found }
    }
    return low.rate + (high.rate - low.rate) * low.profit / (low.profit - high.profit)
  }

  private func profit(at rate: Double) throws -> Double {
    try trade(plan.costing(rate)).summary.netProfit
  }

  private func trade(_ plan: TradingPlan) throws -> Book {
    try Interrupt.check()
    return try plan.trade(
      decision, plan.terms(of: decision, seed: session.seed), in: session)
  }

  private var hasLimits: Bool {
    guard case .orders(let tickets) = decision else { return false }
    return tickets.contains { $0.limit != nil }
  }

  // MARK: Luck

  private var withoutLuck: [StressCase] {
    let daily = base.dailyReturns
    var cases: [StressCase] = []
    let best = base.bestTrades(trials.trades)
    if !best.isEmpty {
      let left = base.dailyReturns(of: base.net(without: best))
      cases.append(
        StressCase(
          Self.without(best.count, "trade"), left, trades: base.trades.count - best.count))
    }
    let order = daily.returns.indices.sorted { daily.returns[$0] > daily.returns[$1] }
    let lucky = Set(order.prefix(trials.trades))
    let others = daily.returns.indices.filter { !lucky.contains($0) }
    if others.count > 1 {
      cases.append(
        StressCase(
          Self.without(lucky.count, "day"), daily.with(others.map { daily.returns[$0] })))
    }
    if let month = base.bestMonth, base.months.count > 1 {
      let days = base.days(of: month)
      let others = daily.returns.indices.filter { !days.contains($0) }.map { daily.returns[$0] }
      let name = DateFormat.date(month.start).prefix(7)
      cases.append(StressCase("without the best month, \(name)", daily.with(others)))
    }
    return cases
  }

  private static func without(_ count: Int, _ what: String) -> String {
    count == 1 ? "without the best \(what)" : "without the \(count) best \(what)s"
  }

  private var halvesOfTime: [StressCase] {
    let daily = base.dailyReturns
    let middle = daily.returns.count / 2
    guard middle > 1 else { return [] }
    return [
      StressCase("first half of the days", daily.with(Array(daily.returns[..<middle]))),
      StressCase("second half of the days", daily.with(Array(daily.returns[middle...]))),
    ]
  }

  /// Median and worst over random halves of the symbols, both halves of each draw.
  private func halvesOfSymbols(_ say: (String) -> Void) throws -> [StressCase] {
    let symbols = plan.tradedSymbols
    guard symbols.count >= 4, trials.halves > 0 else { return [] }
    let random = CounterRandom(seed: session.seed, purpose: .bootstrap, stream: 1)
    var found: [StressCase] = []
    for draw in 0..<trials.halves {
      say("half the symbols, \(draw + 1) of \(trials.halves)")
      let order = random.permutation(of: symbols.count, step: draw).map { symbols[Int($0)] }
      let middle = order.count / 2
      for half in [order[..<middle], order[middle...]] {
        try Interrupt.check()
        let book = try plan.onSymbols(Set(half), in: session).run(in: session)
        found.append(StressCase("", book))
      }
    }
    let ranked = found.filter { !$0.sharpe.isNaN }.sorted { $0.sharpe < $1.sharpe }
    guard let worst = ranked.first else { return [] }
    let middle = ranked[ranked.count / 2]
    return [
      StressCase("half the symbols, median of \(found.count)", like: middle),
      StressCase("half the symbols, worst of \(found.count)", like: worst),
    ]
  }
}

extension StressCase {
  fileprivate init(_ name: String, like other: StressCase) {
    (self.name, sharpe) = (name, other.sharpe)
    (annualReturn, trades) = (other.annualReturn, other.trades)
  }
}
