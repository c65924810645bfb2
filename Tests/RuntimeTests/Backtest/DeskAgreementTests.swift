import Testing

@testable import Runtime

/// The three ways through the orders give the same trades to the same bits where more than one may be
/// taken.
@Suite struct DeskAgreementTests {
  /// Plain limit orders of one rule, which the fast desk may trade.
  private func plain(_ seed: UInt64) -> OrderScenario {
    var scenario = OrderScenario(seed: seed)
    var random = TestRandom(seed: seed + 7)
    var order = PlainOrder(
      TradeSide.allCases[Int(random.uniform() * 2)], hold: 1 + Int(random.uniform() * 6))
    let depth = order.side.sign * 0.02 * random.normal()
    order.limit = scenario.bars.close.map { random.uniform() < 0.1 ? .nan : $0 * (1 - depth) }
    scenario.orders = [order]
    scenario.terms.lot = 0
    spare(&scenario.terms)
    scenario.terms.positions = random.uniform() < 0.5 ? 1 : nil
    return scenario
  }

  /// Small stakes: a book that has lost everything is closed where capital is shared.
  private func spare(_ terms: inout Execution) {
    guard let capital = terms.capital else { return }
    terms.capital = 1000 * capital
    terms.size = terms.compounds ? .fraction(0.03) : .currency(300)
  }

  private func plan(_ scenario: OrderScenario) throws -> OrderBacktest {
    let book = try Backtest.run(
      scenario.orders, on: scenario.bars, ranges: scenario.ranges, terms: scenario.terms)
    return try #require(book.source as? OrderBookSource).plan
  }

  private func isPlain(_ plan: OrderBacktest) -> Bool {
    TicketColumns.withViews(plan.columns) { PlainDesk.suits($0, plan.terms) }
  }

  private func shared(_ plan: OrderBacktest) throws -> OrderBacktest.Result {
    try plan.market.withBars { bars in
      try TicketColumns.withViews(plan.columns) { tickets in
        let resolvers = plan.parts.map {
          OrderResolver(bars, plan.terms, range: $0.rows, isDelisted: $0.endsEarly)
        }
        var result = OrderBacktest.Result()
        if plan.terms.capital == nil {
          result.resting = .init(repeating: 0, count: plan.periods.count)
        }
        var desk = SharedDesk(plan, resolvers, tickets, records: false)
        try desk.run(into: &result)
        return result
      }
    }
  }

  private func expectSame(
    _ one: OrderBacktest.Result, _ other: OrderBacktest.Result, _ text: String
  ) {
    // As text, for prices that are missing.
    #expect(one.trades.map { "\($0)" } == other.trades.map { "\($0)" }, "\(text)")
    #expect(one.counts == other.counts, "\(text)")
    #expect(one.resting.count == other.resting.count)
    #expect(
      zip(one.resting, other.resting).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, $0) }, "\(text)")
  }

  /// Listing the orders takes the way of one symbol.
  @Test(arguments: 0..<10) func plainOrdersAreTheSame(_ block: Int) throws {
    var count = 0
    for seed in (block * 20)..<(block * 20 + 20) {
      let scenario = plain(UInt64(seed))
      var plan = try plan(scenario)
      guard isPlain(plan), scenario.terms.kill.isOff, scenario.terms.margin == 0 else { continue }
      // The profits of several parts are one capital, which the fast desk does not know.
      if scenario.terms.compounds { plan = try self.plan(first(of: scenario)) }
      guard scenario.terms.leverage == nil else { continue }
      count += 1
      expectSame(try plan.run(), try plan.run(records: true), "\(scenario)")
      expectSame(try plan.run(), try shared(plan), "\(scenario)")
    }
    #expect(count > 3)
  }

  /// One position at a time with all of a capital and more, until nothing is left.
  @Test(arguments: 0..<10) func plainOrdersAreTheSameUntilRuin(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      var scenario = first(of: plain(UInt64(seed)))
      (scenario.terms.capital, scenario.terms.size) = (1000, .fraction([1, 3, 20][seed % 3]))
      (scenario.terms.compounds, scenario.terms.positions) = (true, 1)
      (scenario.terms.kill, scenario.terms.margin) = (KillSwitches(), 0)
      (scenario.terms.leverage, scenario.terms.delay) = (nil, 0)
      let plan = try plan(scenario)
      #expect(isPlain(plan))
      expectSame(try plan.run(), try plan.run(records: true), "\(scenario)")
    }
  }

  private func first(of scenario: OrderScenario) -> OrderScenario {
    var scenario = scenario
    scenario.ranges = [scenario.bars.segments[0].rows]
    return scenario
  }

  /// Rules of any kind, one symbol after the other and all on one capital.
  @Test(arguments: 0..<10) func sharedDeskIsTheSame(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      var scenario = OrderScenario(seed: UInt64(seed))
      (scenario.terms.kill, scenario.terms.margin) = (KillSwitches(), 0)
      scenario.terms.leverage = nil
      spare(&scenario.terms)
      if scenario.terms.compounds { scenario = first(of: scenario) }
      let plan = try plan(scenario)
      expectSame(try plan.run(records: true), try shared(plan), "\(scenario)")
    }
  }
}
