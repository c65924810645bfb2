/// Turns changes of a position into trades, each from flat to flat, at the mean prices of what was added
/// and of what was taken off.
///
/// A trade is a view of the book, not where its money comes from: what is still held is no trade, and
/// fees and carry of a trade are reckoned on its own prices, with slippage, as those of orders are.
struct AveragePosition {
  private let symbol: Int32
  private let terms: Execution
  /// Below zero for a short.
  private var units = 0.0
  private var entryRow = 0
  private var added = Leg()
  private var left = Leg()

  /// Units on one side of a trade, and what was paid or got for them.
  private struct Leg {
    private(set) var units = 0.0
    private var value = 0.0
    var price: Double { value / units }

    mutating func add(_ count: Double, at price: Double) {
      units += count
      value += count * price
    }
  }

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
    if units != 0, (bar.after - units) * units < 0 {
      let rest = bar.after * units > 0 ? abs(bar.after) : 0
      left.add(abs(units) - rest, at: price)
      if rest == 0 {
        trades.append(trade(bar))
        units = 0
      } else {
        units = bar.after
      }
    }
    guard bar.after != units else { return }
    if units == 0 { (entryRow, added, left) = (bar.row, Leg(), Leg()) }
    added.add(abs(bar.after - units), at: price)
    units = bar.after
  }

  private func trade(_ bar: WeightBookSource.Bar) -> Trade {
    Trade(
      symbol: symbol, decisionRow: Int32(clamping: max(0, entryRow - terms.lag)),
      entryRow: Int32(clamping: entryRow), exitRow: Int32(clamping: bar.row),
      side: units > 0 ? .long : .short, entry: .market, exit: bar.isEnd ? .end : .signal,
      isHeldInEntryBar: terms.fill == .open, isLeftAtOpen: terms.fill == .open && !bar.isEnd,
      isLeftByLimit: false, ticket: 0, limit: .nan, fillPrice: added.price,
      exitPrice: left.price, quantity: added.units)
  }
}
