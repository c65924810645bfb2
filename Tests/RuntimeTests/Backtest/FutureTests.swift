import Testing

@testable import Runtime

/// Whatever happens after a bar, the book was the same up to it.
@Suite struct FutureTests {
  /// Bars that go another way after a time.
  private func changed(_ bars: MarketBars, after time: Int64, _ random: inout TestRandom)
    -> MarketBars
  {
    var bars = bars
    var factor = 1.0
    for row in bars.times.indices {
      if row > 0, bars.times[row] < bars.times[row - 1] { factor = 1 }
      guard bars.times[row] > time else { continue }
      factor *= 1 + 0.03 * random.normal()
      bars.open[row] *= max(0.2, factor * (1 + 0.02 * random.normal()))
      bars.close[row] *= max(0.2, factor)
      bars.high[row] = max(bars.high[row] * max(0.2, factor), bars.open[row], bars.close[row])
      bars.low[row] = min(bars.low[row] * max(0.2, factor), bars.open[row], bars.close[row])
      bars.volume[row] = random.uniform() < 0.2 ? 0 : 100
      if random.uniform() < 0.1 { bars.close[row] = .nan }
    }
    return bars
  }

  private func changed(
    _ values: [Double]?, _ bars: MarketBars, after time: Int64, _ random: inout TestRandom
  ) -> [Double]? {
    guard var values else { return nil }
    for row in values.indices where bars.times[row] > time {
      values[row] = random.uniform() < 0.2 ? 0 : values[row] * (1 + 0.01 * random.normal())
    }
    return values
  }

  @Test(arguments: 0..<15) func ordersDoNotSeeIt(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      var random = TestRandom(seed: UInt64(seed) + 99)
      let scenario = OrderScenario(seed: UInt64(seed))
      let bars = scenario.bars
      let time = bars.times[Int(random.uniform() * Double(bars.segments[0].rows.count))]
      var orders = scenario.orders
      for place in orders.indices {
        for column in [\PlainOrder.when, \.limit, \.trigger, \.weight, \.take, \.stop, \.until] {
          let values = orders[place][keyPath: column]
          orders[place][keyPath: column] = changed(values, bars, after: time, &random)
        }
      }
      let one = try Backtest.run(
        scenario.orders, on: bars, ranges: scenario.ranges, terms: scenario.terms)
      let other = try Backtest.run(
        orders, on: changed(bars, after: time, &random), ranges: scenario.ranges,
        terms: scenario.terms)
      expectSamePast(one, other, time, "\(scenario)")
      #expect(
        placed(try one.orders(), bars, time) == placed(try other.orders(), bars, time),
        "\(scenario)")
    }
  }

  /// What was ordered up to a time.
  private func placed(_ orders: [OrderRecord], _ bars: MarketBars, _ time: Int64) -> [String] {
    orders.filter { bars.times[$0.row] <= time }
      .map { "\($0.row) \($0.side) \($0.price) \($0.quantity)" }
  }

  @Test(arguments: 0..<15) func weightsDoNotSeeIt(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      var random = TestRandom(seed: UInt64(seed) + 99)
      let scenario = WeightScenario(seed: UInt64(seed))
      let bars = scenario.bars
      let time = bars.times[Int(random.uniform() * Double(bars.segments[0].rows.count))]
      let targets = changed(scenario.targets, bars, after: time, &random) ?? []
      let later = changed(bars, after: time, &random)
      let one = try scenario.book()
      let other = try Backtest.weights(
        targets, frame: later.frame(), ranges: scenario.ranges, terms: scenario.terms)
      expectSamePast(one, other, time, "\(scenario)")
    }
  }

  private func expectSamePast(_ one: Book, _ other: Book, _ time: Int64, _ text: String) {
    let count = one.periods.times.count { $0 <= time }
    #expect(one.net.prefix(count) == other.net.prefix(count), "until \(count): \(text)")
    #expect(one.flows.costs.prefix(count) == other.flows.costs.prefix(count), "\(text)")
    #expect(
      one.exposure.holdings.prefix(count) == other.exposure.holdings.prefix(count), "\(text)")
    let kills = [one, other].map { $0.kills.filter { $0.period < count } }
    #expect(kills[0] == kills[1], "\(text)")
    let trades = [one, other].map { book in
      book.trades.filter { one.axis.times[Int($0.exitRow)] <= time }.map { "\($0)" }.sorted()
    }
    #expect(trades[0] == trades[1], "\(text)")
  }
}
