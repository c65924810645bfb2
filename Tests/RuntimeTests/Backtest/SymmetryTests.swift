import Testing

@testable import Runtime

/// What must not matter does not: the unit of prices, one symbol or two halves of it, and what comes
/// later.
@Suite struct SymmetryTests {
  static let seeds = 0..<8

  private func run(_ scenario: OrderScenario) throws -> Book {
    try Backtest.run(
      scenario.orders, on: scenario.bars, ranges: scenario.ranges, terms: scenario.terms)
  }

  // MARK: The unit of prices

  /// Prices in other units: a power of two, so that not a bit changes.
  private func scale(_ bars: MarketBars, _ terms: Execution) -> (MarketBars, Execution) {
    var (bars, terms) = (bars, terms)
    for column in [\MarketBars.open, \.high, \.low, \.close] {
      bars[keyPath: column] = bars[keyPath: column].map { $0 * 1024 }
    }
    terms.tick *= 1024
    terms.commission *= 1024
    terms.lot /= 1024
    if case .units(let count) = terms.size { terms.size = .units(count / 1024) }
    return (bars, terms)
  }

  @Test(arguments: seeds) func unitOfPricesDoesNotMatterToOrders(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      let scenario = OrderScenario(seed: UInt64(seed))
      let one = try run(scenario)
      let (bars, terms) = scale(scenario.bars, scenario.terms)
      let orders = scenario.orders.map { order -> PlainOrder in
        var order = order
        order.limit = order.limit?.map { $0 * 1024 }
        order.trigger = order.trigger?.map { $0 * 1024 }
        return order
      }
      let other = try Backtest.run(orders, on: bars, ranges: scenario.ranges, terms: terms)
      #expect(one.net == other.net, "\(scenario)")
      #expect(one.capital == other.capital, "\(scenario)")
      #expect(one.trades.map(\.exitRow) == other.trades.map(\.exitRow), "\(scenario)")
    }
  }

  @Test(arguments: seeds) func unitOfPricesDoesNotMatterToWeights(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      let scenario = WeightScenario(seed: UInt64(seed))
      let one = try scenario.book()
      let (bars, terms) = scale(scenario.bars, scenario.terms)
      let other = try Backtest.weights(
        scenario.targets, frame: bars.frame(), ranges: scenario.ranges, terms: terms)
      #expect(one.net == other.net, "\(scenario)")
      #expect(one.returns == other.returns, "\(scenario)")
    }
  }

  // MARK: Halves

  /// Every symbol twice.
  private func doubled(_ bars: MarketBars, _ columns: [[Double]]) -> (MarketBars, [[Double]]) {
    var result = MarketBars(rows: [])
    var longer = columns.map { _ in [Double]() }
    result.segments = []
    for segment in bars.segments {
      for copy in ["a", "b"] {
        let (first, rows) = (result.times.count, segment.rows)
        result.times += bars.times[rows]
        result.open += bars.open[rows]
        result.high += bars.high[rows]
        result.low += bars.low[rows]
        result.close += bars.close[rows]
        result.volume += bars.volume[rows]
        for place in columns.indices { longer[place] += columns[place][rows] }
        result.segments.append(
          Axis.Segment(symbol: segment.symbol + copy, rows: first..<result.times.count))
      }
    }
    return (result, longer)
  }

  private func areNear(_ one: Book, _ other: Book) -> Bool {
    let scale = 1e-9 * one.flows.traded.reduce(one.capital) { $0 + $1 }
    return one.net.count == other.net.count
      && zip(one.net, other.net).allSatisfy { abs($0 - $1) <= scale }
  }

  @Test(arguments: seeds) func halvesAreAWhole(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      var scenario = WeightScenario(seed: UInt64(seed))
      (scenario.ranges, scenario.terms.lot) = (nil, 0)
      let one = try scenario.book()
      let (bars, columns) = doubled(scenario.bars, [scenario.targets.map { $0 / 2 }])
      scenario.terms.band /= 2
      let halves = try Backtest.weights(columns[0], frame: bars.frame(), terms: scenario.terms)
      #expect(areNear(one, halves), "\(scenario)")
    }
  }

  @Test(arguments: seeds) func halvesOfOrdersAreAWhole(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      var scenario = OrderScenario(seed: UInt64(seed))
      (scenario.ranges, scenario.terms.lot, scenario.terms.draw) = (nil, 0, .fixed)
      // Leverage goes to the orders that come first, and two halves may be one too many.
      scenario.terms.leverage = nil
      let one = try run(scenario)
      switch scenario.terms.size {
      case .currency(let value): scenario.terms.size = .currency(value / 2)
      case .fraction(let share): scenario.terms.size = .fraction(share / 2)
      case .units(let count): scenario.terms.size = .units(count / 2)
      }
      var orders = scenario.orders
      var all = scenario.bars
      for place in orders.indices {
        for column in [\PlainOrder.when, \.limit, \.trigger, \.weight, \.take, \.stop, \.until] {
          guard let values = orders[place][keyPath: column] else { continue }
          let (bars, longer) = doubled(scenario.bars, [values])
          orders[place][keyPath: column] = longer[0]
          all = bars
        }
      }
      if all.times.count == scenario.bars.times.count { all = doubled(scenario.bars, []).0 }
      let halves = try Backtest.run(orders, on: all, terms: scenario.terms)
      #expect(areNear(one, halves), "\(scenario)")
      #expect(halves.trades.count == 2 * one.trades.count, "\(scenario)")
    }
  }
}
