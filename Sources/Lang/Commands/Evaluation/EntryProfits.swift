import Runtime

/// What the trades of a book earned, by the bar in which they began.
struct EntryProfits: Sendable {
  /// Per bar, in currency.
  let profit: [Double]
  /// Trades that began in each bar.
  let trades: [Int]
  /// Of orders, in bars; 0 for weights, whose positions may last.
  let longestHold: Int

  /// - Complexity: O(bars + trades log bars).
  init(_ book: Book) {
    let times = book.periods.times
    var profit = [Double](repeating: 0, count: times.count)
    var counts = [Int](repeating: 0, count: times.count)
    for trade in book.trades {
      let row = Int(trade.entryRow)
      guard book.axis.times.indices.contains(row),
        let period = Self.place(of: book.axis.times[row], in: times)
      else { continue }
      profit[period] += book.money(of: trade).netProfit
      counts[period] += 1
    }
    (self.profit, trades) = (profit, counts)
    longestHold = book.isOfOrders ? book.trades.map(\.barsHeld).max() ?? 0 : 0
  }

  /// The period that begins at a time, or the last one before it.
  private static func place(of time: Int64, in times: [Int64]) -> Int? {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
