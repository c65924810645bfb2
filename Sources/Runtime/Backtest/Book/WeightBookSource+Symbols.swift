/// The way of each symbol through a book of weights.
extension WeightBookSource {
  /// A bar in which a symbol's position may have changed.
  struct Bar {
    let row: Int
    let period: Int
    /// Units before and after trading.
    let before: Double
    let after: Double
    /// The last price before the bar, that of trading, and the last one after the bar. Without trading
    /// the second is the first.
    let mark: Double
    let price: Double
    let close: Double
    /// The position was left after the close because the symbol or its range ends.
    let isEnd: Bool
    /// What of the last price was lost then.
    let lost: Double

    /// Units held from the trading to the close.
    var held: Double { isEnd ? before : after }

    /// Gains of the position before trading, and of the one after it.
    func gains(_ terms: Execution) -> (before: Double, after: Double) {
      let first = before != 0 ? before * (price - mark) : 0
      var second = held != 0 ? held * (close - price) : 0
      if isEnd, before != 0 { second -= before * close * lost }
      return (first * terms.point, second * terms.point)
    }

    /// Costs of reducing the position before trading, and of entering the one after it.
    func costs(_ terms: Execution) -> (before: Double, after: Double) {
      let change = after - before
      let reduced = before * change < 0 ? min(abs(change), abs(before)) : 0
      let traded = isEnd ? close * (1 - lost) : price
      func cost(_ units: Double) -> Double {
        units == 0 ? 0 : terms.cost(value: units * traded * terms.point, units: units)
      }
      return (cost(reduced), cost(abs(change) - reduced))
    }
  }

  /// Prices by row of the frame.
  private struct Quotes {
    let prices: [Double]
    let closes: [Double]
    let volume: [Double]

    init(_ plan: WeightBacktest) {
      (prices, closes, volume) = (plan.prices, plan.market.close, plan.market.volume)
    }

    /// The price of trading and the last price after a bar; the one before it where there is none.
    func after(_ mark: Double, in row: Int) -> (trading: Double, last: Double) {
      let (price, close) = (prices[row], closes[row])
      let isTraded = price > 0 && price < .infinity && (volume.isEmpty || volume[row] != 0)
      let trading = isTraded ? price : mark
      return (trading, close > 0 && close < .infinity ? close : trading)
    }
  }

  /// Goes through the bars of a part.
  func forEachBar(of part: Int, _ body: (Bar) -> Void) {
    var (units, mark) = (0.0, Double.nan)
    let (rows, quotes) = (plan.parts[part].rows, Quotes(plan))
    for row in rows {
      let period = plan.periods.period(of: row)
      let after = result.units[period * count + part]
      let (price, close) = quotes.after(mark, in: row)
      let isEnd = plan.parts[part].isLeft && row == rows.upperBound - 1
      body(
        Bar(
          row: row, period: period, before: units, after: after, mark: mark, price: price,
          close: close, isEnd: isEnd, lost: isEnd ? plan.lostAtEnd(of: part) : 0))
      (units, mark) = (after, close)
    }
  }

  /// Goes through what a part pays for holding, period by period.
  private func forEachCarry(of part: Int, _ body: (_ period: Int, _ carry: Double, Bool) -> Void) {
    guard plan.terms.funding != 0 || plan.terms.borrow != 0 else { return }
    let (rows, times) = (plan.parts[part].rows, plan.periods.times)
    let quotes = Quotes(plan)
    var (row, mark) = (rows.lowerBound, Double.nan)
    for period in plan.periods.period(of: row)..<plan.periods.count {
      let units = period > 0 ? result.units[(period - 1) * count + part] : 0
      if units != 0 {
        let length = Double(Nanoseconds.subtract(times[period], times[period - 1]))
        let carry = plan.terms.carry(
          value: units * mark * plan.terms.point, years: length / Execution.nanosecondsPerYear)
        body(period, carry, units > 0)
      }
      guard row < rows.upperBound, plan.periods.period(of: row) == period else { continue }
      mark = quotes.after(mark, in: row).last
      row += 1
    }
  }

  func bySymbol() -> [SymbolResult] {
    let counts = trades().reduce(into: [Int32: Int]()) { $0[$1.symbol, default: 0] += 1 }
    var sums = plan.axis.segments.map { SymbolSum($0.symbol, periods: plan.periods.count) }
    for (place, part) in plan.parts.enumerated() {
      forEachBar(of: place) { bar in
        let (gains, costs) = (bar.gains(plan.terms), bar.costs(plan.terms))
        sums[part.symbol].add(gains.before, costs.before, in: bar.period, isLong: bar.before > 0)
        let isLong = bar.held != 0 ? bar.held > 0 : bar.before > 0
        sums[part.symbol].add(gains.after, costs.after, in: bar.period, isLong: isLong)
      }
      forEachCarry(of: place) { sums[part.symbol].add(0, $1, in: $0, isLong: $2) }
    }
    return sums.enumerated().map { $1.result(trades: counts[Int32(clamping: $0)] ?? 0) }
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
