/// What a strategy earned in a run of periods.
public struct BlockProfit: Sendable, Equatable {
  public let periods: Range<Int>
  /// In the unit of the profits.
  public let profit: Double
  public let trades: Int
  /// Periods with a trade.
  public let activePeriods: Int

  /// Missing without trades.
  public var perTrade: Double { profit.dividedUnlessZero(by: Double(trades)) }

  init(_ periods: Range<Int>, profit: [Double], trades: [Int]) {
    self.periods = periods
    self.profit = profit[periods].reduce(0, +)
    self.trades = trades[periods].reduce(0, +)
    activePeriods = trades[periods].count { $0 > 0 }
  }
}
