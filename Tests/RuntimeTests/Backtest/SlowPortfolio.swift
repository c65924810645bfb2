@testable import Runtime

/// Target weights traded period by period as one would explain it, with cash and units in a list.
struct SlowPortfolio {
  /// What a period came to.
  struct Period {
    var equity = 0.0
    var cash = 0.0
    /// From prices, before costs.
    var gain = 0.0
    var long = 0.0
    var short = 0.0
    var costs = 0.0
    var carry = 0.0
    var traded = 0.0
    var units: [Double] = []
  }

  let bars: MarketBars
  let targets: [Double]
  let terms: Execution
  let parts: [Range<Int>]
  let times: [Int64]
  private let lostAtEnd: [Double?]

  private(set) var periods: [Period] = []
  private(set) var kills: [Kill] = []
  /// Units, and the last price of each part.
  private var units: [Double]
  private var marks: [Double]
  private var cash: Double
  private var now = Period()

  init(_ scenario: WeightScenario, days: [Int], daysPerYear: Double) {
    (bars, targets, terms) = (scenario.bars, scenario.targets, scenario.terms)
    let bars = bars
    let parts = (scenario.ranges ?? bars.segments.map(\.rows)).filter { !$0.isEmpty }
    let symbols = parts.map { part in
      bars.segments.firstIndex { $0.rows.contains(part.lowerBound) } ?? 0
    }
    let end = parts.map { bars.times[$0.upperBound - 1] }.max() ?? 0
    let delist = terms.delist
    // What is lost in the last row of a part that is left there; nil where it is not left.
    lostAtEnd = parts.indices.map { place in
      let last = parts[place].upperBound
      let symbolEnds = last == bars.segments[symbols[place]].rows.upperBound
      if symbolEnds, bars.times[last - 1] < end { return delist }
      let isFollowed = parts.indices.contains {
        symbols[$0] == symbols[place] && parts[$0].lowerBound >= last
      }
      return isFollowed ? 0 : nil
    }
    self.parts = parts
    times = Set(parts.flatMap { bars.times[$0] }).sorted()
    (units, marks) = (parts.map { _ in 0 }, parts.map { _ in .nan })
    cash = terms.capital ?? 100_000
    var guardian = SlowGuard(
      terms, capital: cash, days: days, daysPerYear: daysPerYear, beginsBeforeBar: true)
    var scaler = SlowScale(terms.volatilityTarget, days: days, daysPerYear: daysPerYear)
    var mustClose = false
    for period in times.indices {
      let isFlat = mustClose || guardian.isOut(in: period)
      let before = periods.last?.equity ?? cash
      let usedBefore = scaler.used
      pass(period, isFlat: isFlat, scale: scaler.use())
      scaler.add(
        now.gain / before / (terms.fill == .open ? scaler.used : usedBefore), isKnown: before > 0)
      let cause = guardian.look(now.equity, held: now.long - now.short)
      if let cause { kills.append(Kill(period: period, cause: cause)) }
      mustClose = cause != nil
      periods.append(now)
    }
  }

  private mutating func pass(_ period: Int, isFlat: Bool, scale: Double) {
    now = Period()
    let rows = parts.map { part in part.first { bars.times[$0] == times[period] } }
    // To the prices of trading.
    var trading: [Int: Double] = [:]
    for (part, row) in rows.enumerated() {
      guard let row, let price = tradingPrice(row) else { continue }
      trading[part] = price
      mark(part, at: price)
    }
    let base = terms.compounds ? max(value() + cash, 0) : terms.capital ?? 100_000
    // Over to the targets.
    var wanted: [Int: Double] = [:]
    for (part, row) in rows.enumerated() {
      guard let row, trading[part] != nil else { continue }
      let isLeft = row == parts[part].upperBound - 1 && lostAtEnd[part] != nil
      let decision = row - terms.delay - (terms.fill == .same ? 0 : 1)
      let target = isFlat ? 0 : decision < parts[part].lowerBound ? .nan : targets[decision]
      if !isLeft, !target.isNaN { wanted[part] = target * scale }
    }
    let factor = allowed(wanted, base)
    for (part, weight) in wanted {
      trade(part, to: weight * factor, of: base, at: trading[part] ?? .nan)
    }
    // On to the closes.
    for (part, row) in rows.enumerated() {
      guard let row else { continue }
      if bars.close[row] > 0 { mark(part, at: bars.close[row]) }
      if row == parts[part].upperBound - 1, let lost = lostAtEnd[part] { leave(part, lost) }
    }
    carry(period)
    now.units = units
    now.cash = cash
    for part in parts.indices where units[part] != 0 {
      let value = units[part] * marks[part] * terms.point
      if value > 0 { now.long += value } else { now.short += value }
    }
    now.equity = cash + value()
  }

  private mutating func mark(_ part: Int, at price: Double) {
    if units[part] != 0 { now.gain += units[part] * (price - marks[part]) * terms.point }
    marks[part] = price
  }

  private func tradingPrice(_ row: Int) -> Double? {
    let price = terms.fill == .open ? bars.open[row] : bars.close[row]
    return price > 0 && bars.volume[row] != 0 ? price : nil
  }

  /// Value of all positions at their last prices.
  private func value() -> Double {
    parts.indices.reduce(0) { sum, part in
      units[part] == 0 ? sum : sum + units[part] * marks[part] * terms.point
    }
  }

  /// The share of the targets that leverage leaves beside the positions that stay as they are.
  private func allowed(_ wanted: [Int: Double], _ base: Double) -> Double {
    guard let leverage = terms.leverage else { return 1 }
    let gross = wanted.values.reduce(0) { $0 + abs($1) }
    var kept = 0.0
    for part in parts.indices where wanted[part] == nil && units[part] != 0 {
      kept += abs(units[part] * marks[part] * terms.point)
    }
    let room = kept > 0 ? max(0, leverage - kept / base) : leverage
    return gross > room ? room / gross : 1
  }

  private mutating func trade(_ part: Int, to weight: Double, of base: Double, at price: Double) {
    var goal = weight * base / price / terms.point
    if terms.lot > 0 {
      goal = (goal / terms.lot * (1 + 1e-12)).rounded(.towardZero) * terms.lot
    }
    let change = goal - units[part]
    let size = abs(change) * price * terms.point
    if change == 0 || (goal != 0 && size < terms.band * base) { return }
    pay(for: size, units: abs(change))
    cash -= change * price * terms.point
    units[part] = goal
  }

  private mutating func pay(for value: Double, units: Double) {
    let slipped = units * terms.slippageTicks * terms.tick * terms.point
    let cost = value * (terms.taker + terms.slippage) + units * terms.commission + slipped
    now.costs += cost
    now.traded += value
    cash -= cost
  }

  private mutating func leave(_ part: Int, _ lost: Double) {
    guard units[part] != 0 else { return }
    let value = units[part] * marks[part] * (1 - lost) * terms.point
    pay(for: abs(value), units: abs(units[part]))
    now.gain -= units[part] * marks[part] * lost * terms.point
    cash += value
    units[part] = 0
  }

  /// Paid on what was held at the end of the period before.
  private mutating func carry(_ period: Int) {
    guard let last = periods.last else { return }
    let hours = Double(times[period] - times[period - 1]) / Double(MarketBars.hour)
    now.carry = terms.funding * (last.long - last.short)
    now.carry += terms.borrow * -last.short * hours / (24 * 365.25)
    cash -= now.carry
  }
}

/// A target of volatility from the days before, as its documentation has it.
struct SlowScale {
  private let target: VolatilityTarget?
  private let days: [Int]
  private let daysPerYear: Double
  private var changes: [Double] = []
  private var next = 1.0
  private(set) var used = 1.0

  init(_ target: VolatilityTarget?, days: [Int], daysPerYear: Double) {
    (self.target, self.days, self.daysPerYear) = (target, days, daysPerYear)
  }

  mutating func use() -> Double {
    used = next
    return next
  }

  /// - Parameter change: Of a period, of a book that was not scaled.
  mutating func add(_ change: Double, isKnown: Bool) {
    changes.append(isKnown ? change : 0)
    let period = changes.count - 1
    guard let target, period + 1 == days.count || days[period + 1] != days[period] else { return }
    let sums = Dictionary(grouping: changes.indices) { days[$0] }
      .sorted { $0.key < $1.key }.map { $0.value.reduce(0) { $0 + changes[$1] } }
    guard sums.count >= 2, 2 * sums.count >= target.days else { return }
    let last = sums.suffix(target.days)
    let mean = last.reduce(0, +) / Double(last.count)
    let squares = last.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let volatility = (squares / Double(last.count - 1) * daysPerYear).squareRoot()
    guard volatility > 0 else { return }
    next = max(min(target.target / volatility, target.scale.upperBound), target.scale.lowerBound)
  }
}
