/// Turns changes of a position into trades: entries are averaged, every reduction is a trade.
///
/// A trade is a view of the book, not where its money comes from: what is still held is no trade, and
/// fees and carry of a trade are reckoned on its own prices, with slippage, as those of orders are.
struct AveragePosition {
  private let symbol: Int32
  private let terms: Execution
  private var units = 0.0
  private var averagePrice = 0.0
  private var entryRow = 0

  init(symbol: Int, terms: Execution) {
    (self.symbol, self.terms) = (Int32(clamping: symbol), terms)
  }

  /// Takes a bar up.
  mutating func pass(_ bar: WeightBookSource.Bar, into trades: inout [Trade]) {
    guard bar.after != units else { return }
    let plain = bar.isEnd ? bar.close * (1 - bar.lost) : bar.price
    // Slippage is a cost of the book, and part of the price of a trade.
    let sign = bar.after > units ? 1.0 : -1
    let price = plain + sign * (plain * terms.slippage + terms.slippageTicks * terms.tick)
    let isReduced = units != 0 && (bar.after - units) * units < 0
    if isReduced {
      let left = bar.after * units > 0 ? abs(bar.after) : 0
      trades.append(trade(abs(units) - left, at: price, bar))
      if left == 0 { units = 0 } else { units = bar.after }
    }
    guard bar.after != units else { return }
    let added = abs(bar.after - units)
    if units == 0 {
      (averagePrice, entryRow) = (price, bar.row)
    } else {
      averagePrice = (averagePrice * abs(units) + price * added) / abs(bar.after)
    }
    units = bar.after
  }

  private func trade(_ quantity: Double, at price: Double, _ bar: WeightBookSource.Bar) -> Trade {
    Trade(
      symbol: symbol, decisionRow: Int32(clamping: max(0, entryRow - terms.lag)),
      entryRow: Int32(clamping: entryRow), exitRow: Int32(clamping: bar.row),
      side: units > 0 ? .long : .short, entry: .market, exit: bar.isEnd ? .end : .signal,
      isHeldInEntryBar: terms.fill == .open, isLeftAtOpen: terms.fill == .open && !bar.isEnd,
      isLeftByLimit: false, ticket: 0, limit: .nan, fillPrice: averagePrice, exitPrice: price,
      quantity: quantity)
  }
}
