/// The columns of a book of weights: they follow from the units held.
struct WeightBookSource: BookSource {
  let plan: WeightBacktest
  let result: WeightBacktest.Result
  let isOfOrders = false

  var capital: Double { plan.terms.startingCapital }
  private var count: Int { plan.parts.count }

  init(_ plan: WeightBacktest, _ result: WeightBacktest.Result) {
    (self.plan, self.result) = (plan, result)
  }

  func net() -> [Double] {
    (0..<plan.periods.count).map { period -> Double in
      let gain = result.longGain[period] + result.shortGain[period]
      return gain - result.longCosts[period] - result.shortCosts[period] - result.carry[period]
    }
  }

  func flows() -> BookFlows {
    var flows = BookFlows(periods: 0)
    (flows.longGross, flows.shortGross) = (result.longGain, result.shortGain)
    (flows.longCosts, flows.shortCosts) = (result.longCosts, result.shortCosts)
    (flows.carry, flows.traded) = (result.carry, result.traded)
    // Funding by value held, borrowing is the shorts' alone.
    for period in flows.carry.indices.dropFirst() where flows.carry[period] != 0 {
      let (long, short) = (result.longValue[period - 1], -result.shortValue[period - 1])
      let onLongs = plan.terms.funding * long
      flows.longCosts[period] += onLongs
      flows.shortCosts[period] += short > 0 ? flows.carry[period] - onLongs : 0
    }
    return flows
  }

  func exposure() -> BookExposure {
    var exposure = BookExposure(periods: 0)
    (exposure.long, exposure.short) = (result.longValue, result.shortValue)
    exposure.invested = zip(result.longValue, result.shortValue).map { $0 - $1 }
    exposure.committed = exposure.invested
    return exposure
  }

  func orders() -> [OrderRecord] { [] }

  var closes: [Double] { plan.market.close }

  // MARK: By symbol

  /// A bar in which a symbol's position may have changed.
  struct Bar {
    let row: Int
    let period: Int
    /// Units before and after trading.
    let before: Double
    let after: Double
    /// The price of trading and the last price after the bar.
    let price: Double
    let close: Double
    /// The last price before the bar.
    let mark: Double
    /// The position was left because the symbol ends.
    let isEnd: Bool
  }

  /// Goes through the bars of a part.
  func forEachBar(of part: Int, _ body: (Bar) -> Void) {
    var (units, mark) = (0.0, Double.nan)
    let rows = plan.parts[part].rows
    let prices = plan.prices
    for row in rows {
      let period = plan.periods.period(of: row)
      let after = result.units[period * count + part]
      let (price, close) = (prices[row], plan.market.close[row])
      let last = close > 0 && close < .infinity ? close : mark
      let isEnd = plan.parts[part].endsEarly && row == rows.upperBound - 1
      body(
        Bar(
          row: row, period: period, before: units, after: after, price: price, close: last,
          mark: mark, isEnd: isEnd))
      (units, mark) = (after, last)
    }
  }

  /// The gain of a bar before costs.
  private func gain(_ bar: Bar) -> Double {
    let point = plan.terms.point
    let isTraded = bar.after != bar.before && !bar.isEnd
    guard isTraded else {
      let move = bar.before != 0 ? bar.before * (bar.close - bar.mark) : 0
      let lost = bar.isEnd ? bar.before * bar.close * plan.terms.delist : 0
      return (move - lost) * point
    }
    let first = bar.before != 0 ? bar.before * (bar.price - bar.mark) : 0
    return (first + bar.after * (bar.close - bar.price)) * point
  }

  private func cost(_ bar: Bar) -> Double {
    let change = abs(bar.after - bar.before)
    guard change != 0 else { return 0 }
    let price = bar.isEnd ? bar.close * (1 - plan.terms.delist) : bar.price
    return plan.terms.cost(value: change * price * plan.terms.point, units: change)
  }

  func bySymbol() -> [SymbolResult] {
    let counts = trades().reduce(into: [Int32: Int]()) { $0[$1.symbol, default: 0] += 1 }
    var results = plan.axis.segments.map { segment in
      SymbolSum(segment.symbol, periods: plan.periods.count)
    }
    for (place, part) in plan.parts.enumerated() {
      forEachBar(of: place) { bar in
        let isLong = bar.after != 0 ? bar.after > 0 : bar.before > 0
        results[part.symbol].add(gain(bar), cost(bar), in: bar.period, isLong: isLong)
      }
    }
    return results.enumerated().map { $1.result(trades: counts[Int32(clamping: $0)] ?? 0) }
  }

  func positions() -> [Double] {
    var units = [Double](repeating: 0, count: plan.axis.rowCount)
    for place in plan.parts.indices { forEachBar(of: place) { units[$0.row] = $0.after } }
    return units
  }

  func trades() -> [Trade] {
    var trades: [Trade] = []
    for (place, part) in plan.parts.enumerated() {
      var position = AveragePosition(symbol: part.symbol, terms: plan.terms)
      forEachBar(of: place) { position.pass($0, into: &trades) }
    }
    return trades
  }
}

/// Sums of one symbol.
private struct SymbolSum {
  private let symbol: String
  private var net: [Double]
  private var (gross, costs, long, short) = (0.0, 0.0, 0.0, 0.0)

  init(_ symbol: String, periods: Int) {
    self.symbol = symbol
    net = [Double](repeating: 0, count: periods)
  }

  mutating func add(_ gain: Double, _ cost: Double, in period: Int, isLong: Bool) {
    net[period] += gain - cost
    gross += gain
    costs += cost
    if isLong { long += gain - cost } else { short += gain - cost }
  }

  func result(trades: Int) -> SymbolResult {
    SymbolResult(
      symbol: symbol, net: net, gross: gross, costs: costs, long: long, short: short,
      trades: trades)
  }
}
