@testable import Runtime

/// A market, target weights and the terms of trading, drawn from a seed.
struct WeightScenario: CustomStringConvertible {
  let seed: UInt64
  let bars: MarketBars
  var targets: [Double]
  var terms = Execution()
  var ranges: [Range<Int>]?

  var description: String {
    "seed \(seed): \(OrderScenario.changes(of: terms)) ranges \(ranges ?? [])"
  }

  init(seed: UInt64, periods: Int = 60) {
    self.init(seed: seed) { random in
      // More symbols than the kernels take side by side, at times.
      let symbols =
        random.uniform() < 0.4 ? 9 + Int(random.uniform() * 10) : 1 + Int(random.uniform() * 4)
      return MarketBars(
        roughWithSeed: seed &* 17 &+ 3, symbols: symbols, periods: periods, grid: 0)
    }
  }

  init(seed: UInt64, bars: (inout TestRandom) -> MarketBars) {
    self.seed = seed
    var random = TestRandom(seed: seed &+ 5_000)
    self.bars = bars(&random)
    let share = 1.5 / Double(self.bars.segments.count)
    let missing = [0, 0.1, 0.6][Int(random.uniform() * 3)]
    let isLongOnly = random.uniform() < 0.3
    var draw = random
    targets = self.bars.times.map { _ in
      let weight = share * (isLongOnly ? draw.uniform() : draw.normal())
      return draw.uniform() < missing ? .nan : draw.uniform() < 0.1 ? 0 : weight
    }
    random = draw
    drawTerms(&random)
    if random.uniform() < 0.5 { drawLimits(&random) }
    if random.uniform() < 0.3 { ranges = OrderScenario.halves(self.bars, &random) }
  }

  private mutating func drawTerms(_ random: inout TestRandom) {
    terms.capital = 1000
    terms.compounds = random.uniform() < 0.8
    terms.fill = Execution.Fill.allCases[Int(random.uniform() * 3)]
    if random.uniform() < 0.3 { terms.delay = 1 + Int(random.uniform() * 2) }
    if random.uniform() < 0.6 { terms.taker = 0.0007 }
    if random.uniform() < 0.2 { terms.commission = 0.02 }
    if random.uniform() < 0.4 { terms.slippage = 0.001 }
    if random.uniform() < 0.2 { (terms.slippageTicks, terms.tick) = (0.5, 0.01) }
    if random.uniform() < 0.3 { terms.funding = 0.0003 }
    if random.uniform() < 0.3 { terms.borrow = 0.2 }
    if random.uniform() < 0.4 { terms.delist = 0.3 }
    if random.uniform() < 0.3 { terms.point = 5 }
    if random.uniform() < 0.2 { terms.lot = 0.5 }
    if random.uniform() < 0.3 { terms.band = 0.05 }
  }

  private mutating func drawLimits(_ random: inout TestRandom) {
    if random.uniform() < 0.4 { terms.leverage = 1 }
    if random.uniform() < 0.4 {
      terms.volatilityTarget = VolatilityTarget(0.3, days: 3 + Int(random.uniform() * 6))
    }
    if random.uniform() < 0.2 { terms.margin = 0.8011 }
    if random.uniform() < 0.3 { terms.kill.drawdown = 0.0793 }
    if random.uniform() < 0.3 { terms.kill.dayLoss = 0.0313 }
    if random.uniform() < 0.3 { (terms.kill.fall, terms.kill.fallDays) = (0.0517, 3) }
    if random.uniform() < 0.2 { (terms.kill.sharpe, terms.kill.sharpeDays) = (-1, 4) }
    if random.uniform() < 0.7 { terms.kill.rest = Int(random.uniform() * 4) }
  }

  func book() throws -> Book {
    try Backtest.weights(targets, frame: bars.frame(), ranges: ranges, terms: terms)
  }
}
