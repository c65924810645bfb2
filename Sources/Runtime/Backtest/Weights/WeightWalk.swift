import CKernels

/// The way of a book of weights through its periods.
final class WeightWalk {
  private(set) var result: WeightBacktest.Result
  private let plan: WeightBacktest
  private let tile: BookTile
  private var equity: Double
  private var guardian: LossGuard
  private var scaler: VolatilityScale?
  private var mustClose = false
  /// Parts that are left in their last row, in the order of the periods.
  private let endings: [(period: Int, part: Int)]
  private var nextEnding = 0

  init(_ plan: WeightBacktest) {
    self.plan = plan
    tile = BookTile(plan)
    result = .init(periods: plan.periods.count, parts: plan.parts.count)
    equity = plan.terms.startingCapital
    guardian = LossGuard(plan.terms, plan.periods, capital: equity)
    scaler = plan.terms.volatilityTarget.map { VolatilityScale($0, plan.periods) }
    endings = plan.parts.enumerated()
      .filter { $0.element.isLeft && !$0.element.rows.isEmpty }
      .map { (plan.periods.period(of: $0.element.rows.upperBound - 1), $0.offset) }
      .sorted { ($0.period, $0.part) < ($1.period, $1.part) }
  }

  func run() throws {
    let periodOfRow = periodOfRow
    try withBuffers([plan.targets, plan.prices, plan.market.close, plan.market.volume]) { columns in
      try periodOfRow.withUnsafeBufferPointer { table in
        for from in stride(from: 0, to: plan.periods.count, by: BookTile.length) {
          if from & 0xFFF == 0 { try Interrupt.check() }
          let count = min(BookTile.length, plan.periods.count - from)
          tile.gather(
            columns, table.isEmpty ? nil : table.baseAddress, from: from, count: count)
          for place in 0..<count { step(from + place, place) }
        }
      }
    }
  }

  /// The period of each row; empty where the rows of every part are the periods.
  private var periodOfRow: [Int32] {
    guard !plan.parts.allSatisfy({ $0.rows.count == plan.periods.count }) else { return [] }
    return switch plan.periods.rows {
    case .table(let table): table
    case .from(let first) where plan.parts.count > 1:
      plan.targets.indices.map { Int32(clamping: $0 - first) }
    case .from: []
    }
  }

  /// One period: to the prices of trading, over to the targets, on to the closes.
  private func step(_ period: Int, _ place: Int) {
    let terms = plan.terms
    if mustClose || guardian.isOut(after: period) { tile.clear(place) }
    for ending in endings[nextEnding...].prefix(while: { $0.period == period }) {
      tile.keep(ending.part, in: place)
    }
    let before = equity
    let madeWith = scaler?.used ?? 1
    var book = tile.book(place, terms)
    tile.move(&book)
    let (long, short) = (book.long_gain, book.short_gain)
    equity += long + short
    book.equity = terms.compounds ? max(equity, 0) : terms.startingCapital
    book.scale = scale(book)
    tile.trade(&book)
    charge(book, period)
    tile.close(&book)
    equity += book.long_gain + book.short_gain
    result.longGain[period] = long + book.long_gain
    result.shortGain[period] = short + book.short_gain
    (result.longValue[period], result.shortValue[period]) = (book.long_value, book.short_value)
    end(period)
    carry(period)
    keepUnits(period)
    look(period, gain: result.longGain[period] + result.shortGain[period], of: before, madeWith)
  }

  private func look(_ period: Int, gain: Double, of before: Double, _ madeWith: Double) {
    scaler?.add(gain, of: before, madeWith: plan.terms.fill == .open ? nil : madeWith, in: period)
    let held = result.longValue[period] - result.shortValue[period]
    mustClose = guardian.look(at: equity, held: held, in: period)
    if mustClose { result.kills.append(Kill(period: period, cause: guardian.cause)) }
  }

  private func keepUnits(_ period: Int) {
    let first = period * tile.symbols
    result.units.withUnsafeMutableBufferPointer { units in
      for symbol in 0..<tile.symbols { units[first + symbol] = tile.units[symbol] }
    }
  }

  /// What all targets are multiplied by: leverage, and the target of volatility.
  ///
  /// Positions that stay as they are take up leverage, too.
  private func scale(_ book: fml_book) -> Double {
    let scale = scaler?.use() ?? 1
    let gross = book.wanted * scale
    result.largestGross = max(result.largestGross, gross)
    guard let most = plan.terms.leverage, gross > 0 else { return scale }
    let room = book.kept > 0 ? max(0, most - book.kept / book.equity) : most
    return gross > room ? scale * room / gross : scale
  }

  private func charge(_ book: fml_book, _ period: Int) {
    let (values, units) = (book.traded_value, book.traded_units)
    let long = plan.terms.cost(value: values.0, units: units.0)
    let short = plan.terms.cost(value: values.1, units: units.1)
    result.longCosts[period] = long
    result.shortCosts[period] = short
    result.traded[period] = values.0 + values.1
    equity -= long + short
  }

  /// Positions of symbols that end are left at their last price, less what is lost then; those of a
  /// range that ends at its last price.
  private func end(_ period: Int) {
    let first = nextEnding
    while nextEnding < endings.count, endings[nextEnding].period == period {
      leave(endings[nextEnding].part, period)
      nextEnding += 1
    }
    if nextEnding > first { value(period) }
  }

  private func leave(_ part: Int, _ period: Int) {
    let terms = plan.terms
    let units = tile.units[part]
    guard units != 0 else { return }
    let value = units * tile.marks[part] * terms.point
    let share = plan.lostAtEnd(of: part)
    let (lost, left) = (value * share, abs(value) * (1 - share))
    let cost = terms.cost(value: left, units: abs(units))
    if value > 0 {
      result.longGain[period] -= lost
      result.longCosts[period] += cost
    } else {
      result.shortGain[period] -= lost
      result.shortCosts[period] += cost
    }
    result.traded[period] += left
    equity -= lost + cost
    tile.units[part] = 0
  }

  /// Adds the values up anew: what has been left leaves no rounding behind.
  private func value(_ period: Int) {
    var (long, short) = (0.0, 0.0)
    for part in 0..<tile.symbols where tile.units[part] != 0 {
      let value = tile.units[part] * tile.marks[part] * plan.terms.point
      if value > 0 { long += value } else { short += value }
    }
    (result.longValue[period], result.shortValue[period]) = (long, short)
  }

  /// Funding by the bar and borrowing by the time since the last bar, on what was held since then.
  private func carry(_ period: Int) {
    let terms = plan.terms
    guard period > 0, terms.funding != 0 || terms.borrow != 0 else { return }
    let times = plan.periods.times
    let length = Double(Nanoseconds.subtract(times[period], times[period - 1]))
    let (long, short) = (result.longValue[period - 1], -result.shortValue[period - 1])
    let years = length / Execution.nanosecondsPerYear
    result.carry[period] = terms.funding * (long + short) + terms.borrow * years * short
    equity -= result.carry[period]
  }
}

/// The scale that brings a book to a yearly volatility, from the days behind it.
struct VolatilityScale {
  private let target: VolatilityTarget
  private let periods: PeriodAxis
  private var days: [Double] = []
  private var day: Int32 = -1
  private var next = 1.0
  /// The scale of the positions that are held.
  private(set) var used = 1.0

  init(_ target: VolatilityTarget, _ periods: PeriodAxis) {
    (self.target, self.periods) = (target, periods)
  }

  /// The scale of what is traded now.
  mutating func use() -> Double {
    used = next
    return used
  }

  /// Takes the gain of a period up; the scale moves at the end of each day.
  ///
  /// - Parameter madeWith: The scale of what has gained; nil for that of the last trade.
  mutating func add(_ gain: Double, of equity: Double, madeWith: Double?, in period: Int) {
    let today = periods.dayOfPeriod[period]
    let change = equity > 0 ? gain / equity / (madeWith ?? used) : 0
    if today != day {
      day = today
      days.append(change)
    } else {
      days[days.count - 1] += change
    }
    let isLast = period + 1 >= periods.count || periods.dayOfPeriod[period + 1] != today
    guard isLast, days.count >= 2, days.count * 2 >= target.days else { return }
    let spread = ReturnSeries(
      Array(days.suffix(target.days)), periodsPerYear: periods.daysPerYear)
    let volatility = spread.deviation * periods.daysPerYear.squareRoot()
    guard volatility > 0 else { return }
    next = min(max(target.target / volatility, target.scale.lowerBound), target.scale.upperBound)
  }
}
