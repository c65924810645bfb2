/// What a book would have earned without some of its luck.
extension Book {
  /// The trades with the highest net profit, the best first.
  ///
  /// - Complexity: O(trades log trades).
  public func bestTrades(_ count: Int) -> [Trade] {
    let profits = trades.map { money(of: $0).netProfit }
    return profits.indices.sorted { (profits[$0], $1) > (profits[$1], $0) }
      .prefix(max(0, count)).map { trades[$0] }
  }

  /// Net profit per period without some of the trades.
  ///
  /// The profit of a trade is taken out on the bars on which it was earned; that of a position of
  /// weights, which is entered and left bit by bit, on the bar on which it was left.
  public func net(without left: [Trade]) -> [Double] {
    if let orders = source as? OrderBookSource {
      return zip(net, orders.net(of: left)).map { $0 - $1 }
    }
    var net = self.net
    for trade in left { net[periods.period(of: Int(trade.exitRow))] -= money(of: trade).netProfit }
    return net
  }

  /// Daily returns of other profits per period on the same capital.
  public func dailyReturns(of net: [Double]) -> ReturnSeries { series(of: net, by: .day) }

  /// The month with the highest return, as its first day; nil without months.
  public var bestMonth: MonthResult? {
    months.filter { $0.change.isFinite }.max { $0.change < $1.change }
  }

  /// The days of a month, as places in the daily returns.
  public func days(of month: MonthResult) -> Range<Int> {
    let days = periods.dayTimes
    let first = days.firstIndex { $0 >= month.start } ?? days.count
    let next = months.first { $0.start > month.start }?.start ?? .max
    return first..<(days[first...].firstIndex { $0 >= next } ?? days.count)
  }
}

extension ReturnSeries {
  /// The same conventions for other returns.
  public func with(_ returns: [Double]) -> ReturnSeries {
    ReturnSeries(
      returns, periodsPerYear: periodsPerYear, riskFree: riskFree, ddof: ddof,
      isCompounded: isCompounded)
  }
}
