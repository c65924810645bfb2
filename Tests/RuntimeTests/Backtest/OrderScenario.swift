@testable import Runtime

/// A market, the orders of a rule and the terms of trading, drawn from a seed.
struct OrderScenario: CustomStringConvertible {
  let seed: UInt64
  let bars: MarketBars
  var orders: [PlainOrder] = []
  var terms = Execution()
  var ranges: [Range<Int>]?

  var description: String {
    "seed \(seed): \(orders) \(Self.changes(of: terms)) ranges \(ranges ?? [])"
  }

  /// The terms that are not as usual.
  static func changes(of terms: Execution) -> String {
    let usual = Mirror(reflecting: Execution()).children
    return zip(Mirror(reflecting: terms).children, usual).compactMap { given, usual in
      let (text, plain) = ("\(given.value)", "\(usual.value)")
      return text == plain ? nil : "\(given.label ?? "") \(text)"
    }.joined(separator: ", ")
  }

  init(seed: UInt64, periods: Int = 60) {
    self.init(seed: seed) { random in
      let grid = [0, 0.25, 1][Int(random.uniform() * 3)]
      return MarketBars(
        roughWithSeed: seed &* 31 &+ 7, symbols: 1 + Int(random.uniform() * 3), periods: periods,
        grid: grid)
    }
  }

  /// - Parameter bars: Made with the random numbers of the seed, or given.
  init(seed: UInt64, bars: (inout TestRandom) -> MarketBars) {
    self.seed = seed
    var random = TestRandom(seed: seed)
    self.bars = bars(&random)
    let isNetted = random.uniform() < 0.4
    for _ in 0..<(1 + Int(random.uniform() * 2.5)) {
      orders.append(Self.order(self.bars, isNetted, &random))
    }
    drawFills(&random)
    drawCosts(&random)
    drawSize(&random)
    if random.uniform() < 0.3 { drawLimits(&random) }
    if random.uniform() < 0.25 { ranges = Self.halves(self.bars, &random) }
  }

  private static func order(
    _ bars: MarketBars, _ isNetted: Bool, _ random: inout TestRandom
  ) -> PlainOrder {
    let side = TradeSide.allCases[Int(random.uniform() * 2)]
    var order = PlainOrder(side, hold: isNetted ? nil : 1 + Int(random.uniform() * 5))
    func column(_ make: (Int) -> Double) -> [Double] {
      bars.times.indices.map { random.uniform() < 0.05 ? .nan : make($0) }
    }
    // Depths in steps, so that prices on a grid are met exactly.
    let depth = [0, 0.005, 0.01, 0.03][Int(random.uniform() * 4)]
    func price(_ sign: Double) -> [Double] {
      var values = [Double]()
      for row in bars.times.indices {
        let price = bars.close[row] * (1 + sign * depth)
        values.append(
          random.uniform() < 0.05 ? .nan : random.uniform() < 0.5 ? price : price.rounded())
      }
      return values
    }
    switch random.uniform() {
    case ..<0.4: order.limit = price(-side.sign)
    case ..<0.6: order.trigger = price(side.sign)
    default: break
    }
    let chance = 0.3 + 0.7 * random.uniform()
    if order.isMarket || random.uniform() < 0.5 {
      var draw = random
      order.when = column { _ in draw.uniform() < chance ? 1 : 0 }
      random = draw
    }
    if random.uniform() < 0.3 { order.life = 1 + Int(random.uniform() * 4) }
    if random.uniform() < 0.2 {
      order.weight = bars.times.indices.map { [1, 0.5, 2, 0, .nan][$0 % 5] }
    }
    if random.uniform() < 0.4 {
      let level = [0.01, 0.02, 0.05][Int(random.uniform() * 3)]
      order.stop = bars.times.indices.map { $0 % 11 == 3 ? .nan : level }
    }
    if random.uniform() < 0.4 {
      let level = [0.01, 0.02, 0.05][Int(random.uniform() * 3)]
      order.take = bars.times.indices.map { $0 % 13 == 3 ? 0 : level }
    }
    if random.uniform() < 0.3 {
      var draw = random
      order.until = bars.times.indices.map { _ in draw.uniform() < 0.2 ? 1 : 0 }
      random = draw
    }
    return order
  }

  private mutating func drawFills(_ random: inout TestRandom) {
    terms.fill = Execution.Fill.allCases[Int(random.uniform() * 3)]
    terms.touch = Execution.Touch.allCases[Int(random.uniform() * 2)]
    terms.gap = Execution.Gap.allCases[Int(random.uniform() * 2)]
    terms.both = Execution.Both.allCases[Int(random.uniform() * 2)]
    if random.uniform() < 0.1 { terms.prices = .closes }
    if random.uniform() < 0.3 { terms.delay = 1 + Int(random.uniform() * 2) }
    if random.uniform() < 0.5 { terms.tick = [0.25, 1][Int(random.uniform() * 2)] }
    if random.uniform() < 0.4 { terms.positions = 1 + Int(random.uniform() * 3) }
  }

  private mutating func drawCosts(_ random: inout TestRandom) {
    if random.uniform() < 0.6 { (terms.maker, terms.taker) = (-0.0001, 0.0006) }
    if random.uniform() < 0.3 { terms.commission = 0.02 }
    if random.uniform() < 0.4 { terms.slippage = 0.001 }
    if random.uniform() < 0.2, terms.tick > 0 { terms.slippageTicks = 0.5 }
    if random.uniform() < 0.2 { terms.draw = .uniform }
    if random.uniform() < 0.3 { terms.funding = 0.0003 }
    if random.uniform() < 0.3 { terms.borrow = 0.2 }
    if random.uniform() < 0.4 { terms.delist = 0.3 }
  }

  private mutating func drawSize(_ random: inout TestRandom) {
    if random.uniform() < 0.3 { terms.point = 5 }
    if random.uniform() < 0.5 { terms.capital = 1000 }
    switch random.uniform() {
    case ..<0.3 where terms.capital != nil:
      terms.size = .fraction(0.3)
      terms.compounds = random.uniform() < 0.7
    case ..<0.5: terms.size = .units(2)
    default: terms.size = .currency(300)
    }
    if random.uniform() < 0.2 { terms.lot = [0.5, 4][Int(random.uniform() * 2)] }
  }

  private mutating func drawLimits(_ random: inout TestRandom) {
    if terms.capital == nil { terms.capital = 1000 }
    terms.size = .fraction([0.4, 1, 3][Int(random.uniform() * 3)])
    if random.uniform() < 0.4 { terms.leverage = 2 }
    if random.uniform() < 0.3 { terms.margin = 0.2511 }
    if random.uniform() < 0.3 { terms.kill.drawdown = 0.0793 }
    if random.uniform() < 0.3 { terms.kill.dayLoss = 0.0313 }
    if random.uniform() < 0.3 { (terms.kill.fall, terms.kill.fallDays) = (0.0517, 3) }
    if random.uniform() < 0.2 { (terms.kill.sharpe, terms.kill.sharpeDays) = (-1, 4) }
    if random.uniform() < 0.7 { terms.kill.rest = Int(random.uniform() * 4) }
  }

  /// Two ranges of each symbol with some rows between them.
  static func halves(_ bars: MarketBars, _ random: inout TestRandom) -> [Range<Int>] {
    bars.segments.flatMap { segment -> [Range<Int>] in
      let rows = segment.rows
      let middle = rows.lowerBound + rows.count / 2
      let gap = Int(random.uniform() * 6)
      return [rows.lowerBound..<middle, min(middle + gap, rows.upperBound)..<rows.upperBound]
    }
  }
}
