@testable import Runtime

/// Orders traded bar by bar as one would explain it: every bar is an open, a way between low and
/// high, and a close; nothing is known before it happens, everything is computed anew each time.
struct SlowBroker {
  /// An order that works.
  struct Working {
    let part: Int
    let ticket: Int
    let decision: Int
    let price: Double
    let quantity: Double
    /// The rows in which it works.
    let first: Int
    let last: Int
    var record: Int
  }

  let bars: MarketBars
  let orders: [PlainOrder]
  let terms: Execution
  let parts: [Range<Int>]
  /// Whether a part's symbol ends before other parts do.
  let endsEarly: [Bool]
  /// Labels with a bar of any part.
  let times: [Int64]
  let symbolOfPart: [Int]

  var working: [Working] = []
  var deals: [SlowDeal] = []
  var counts = OrderCounts()
  var kills: [Kill] = []
  /// Every order placed, with its fate.
  var records: [OrderRecord] = []
  /// Value of orders that rest unfilled, by period.
  var resting: [Double]
  /// Equity, signed value of longs and shorts, by period.
  var equity: [Double] = []
  var longs: [Double] = []
  var shorts: [Double] = []
  /// Deals that are being closed by a limit on losses.
  private var doomed: Set<Int> = []
  private var lastRow: [Int?]

  init(
    _ bars: MarketBars, _ orders: [PlainOrder], ranges: [Range<Int>]?, terms: Execution,
    days: [Int], daysPerYear: Double
  ) {
    var bars = bars
    if terms.prices == .closes, orders.contains(where: \.readsRange) {
      let isOpenUsed = terms.fill == .open && orders.contains { $0.isMarket || $0.until != nil }
      (bars.high, bars.low) = (bars.close, bars.close)
      if !isOpenUsed { bars.open = bars.open.map { _ in .nan } }
    }
    (self.bars, self.orders, self.terms) = (bars, orders, terms)
    let parts = (ranges ?? bars.segments.map(\.rows)).filter { !$0.isEmpty }
    self.parts = parts
    let symbols = parts.map { part in
      bars.segments.firstIndex { $0.rows.contains(part.lowerBound) } ?? 0
    }
    symbolOfPart = symbols
    let end = parts.map { bars.times[$0.upperBound - 1] }.max() ?? 0
    endsEarly = zip(parts, symbols).map { part, symbol in
      part.upperBound == bars.segments[symbol].rows.upperBound
        && bars.times[part.upperBound - 1] < end
    }
    times = Set(parts.flatMap { bars.times[$0] }).sorted()
    resting = times.map { _ in 0 }
    lastRow = parts.map { _ in nil }
    var guardian = SlowGuard(
      terms, capital: terms.capital ?? 100_000, days: days, daysPerYear: daysPerYear,
      beginsBeforeBar: false)
    trade(&guardian)
  }

  private mutating func trade(_ guardian: inout SlowGuard) {
    let isGuarded =
      !terms.kill.isOff || terms.margin > 0 || terms.leverage != nil
      || (terms.compounds && parts.count > 1)
    for (period, time) in times.enumerated() {
      var present: [(part: Int, row: Int)] = []
      for (part, rows) in parts.enumerated() {
        guard let row = rows.first(where: { bars.times[$0] == time }) else { continue }
        present.append((part, row))
      }
      for (part, row) in present {
        lastRow[part] = row
        pass(row, part, doomed)
      }
      note()
      if isGuarded, let cause = guardian.look(equity[period], held: valueHeld()) {
        kills.append(Kill(period: period, cause: cause))
        for order in working { withdraw(order) }
        working = []
        doomed.formUnion(deals.indices.filter { deals[$0].isOpen })
      }
      if isGuarded, guardian.isOut(in: period) { continue }
      for (part, row) in present { decide(row, part, equity: equity[period]) }
      // Some orders are filled at the close that they were decided on.
      if terms.fill == .same {
        for course in [\SlowBroker.equity, \.longs, \.shorts] { self[keyPath: course].removeLast() }
        note()
      }
    }
  }

  private mutating func withdraw(_ order: Working) {
    let last = (lastRow[order.part] ?? order.decision)
    rest(order, through: last)
    let old = records[order.record]
    records[order.record] = OrderRecord(
      symbol: old.symbol, row: old.row, ticket: old.ticket, side: old.side, price: old.price,
      quantity: old.quantity,
      until: last, fillPrice: .nan)
  }

  // MARK: Money

  func row(_ part: Int, upTo time: Int64) -> Int? {
    parts[part].last { bars.times[$0] <= time }
  }

  func money(_ deal: SlowDeal, _ row: Int) -> SlowMoney { SlowMoney(deal, upTo: row, bars, terms) }

  /// Adds the end of a period to the courses.
  private mutating func note() {
    var (net, long, short) = (0.0, 0.0, 0.0)
    for deal in deals {
      let money = money(deal, lastRow[deal.part] ?? 0)
      net += money.net
      if deal.sign > 0 { long += money.held } else { short += money.held }
    }
    equity.append((terms.capital ?? 100_000) + net)
    longs.append(long)
    shorts.append(short)
  }

  private func valueHeld() -> Double { (longs.last ?? 0) - (shorts.last ?? 0) }

  /// Entry value of what is open, and value of what works.
  var committed: Double {
    let open = deals.filter(\.isOpen).reduce(0) { $0 + $1.quantity * $1.price * terms.point }
    return working.reduce(open) { $0 + $1.quantity * $1.price * terms.point }
  }

  /// Counts the value of an order that has not been filled in the periods up to a row.
  mutating func rest(_ order: Working, through last: Int) {
    let first = max(order.first, order.decision + 1)
    guard first <= last else { return }
    for row in first...last {
      guard let period = times.firstIndex(of: bars.times[row]) else { continue }
      resting[period] += order.quantity * order.price * terms.point
    }
  }
}
