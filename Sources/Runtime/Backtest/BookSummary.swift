/// The figures of a book that come from its money, not from single orders.
public struct BookSummary: Sendable {
  /// Allotted capital, or the peak capital in use; the base of every return.
  public let capital: Double
  /// The most capital in use in any period.
  public let peakCapital: Double
  /// Net profit, currency.
  public let netProfit: Double
  public let grossProfit: Double
  public let fees: Double
  public let funding: Double
  /// Daily net returns on the capital.
  public let dailyReturns: ReturnSeries
  /// Before costs.
  public let dailyGrossReturns: ReturnSeries
  /// Standard error of the net Sharpe ratio, allowing for the overlap of positions.
  public let sharpeError: Double
  public let maxDrawdown: DatedDrawdown?
  /// Share of the periods with a position in which the net profit was positive.
  public let winRate: Double
  /// Share of the trades with a positive net profit.
  public let tradeWinRate: Double
  /// Mean daily value of entries and exits for the mean value held.
  public let turnover: Double
  /// Mean value held for the capital.
  public let exposure: Double
  /// Share of the periods with a position.
  public let timeInMarket: Double

  init(ledger: Ledger, periods: PeriodAxis, trades: [Trade], rule: LimitOrderRule) {
    let net = zip(ledger.gross, ledger.costs).map { $0 - $1 }
    peakCapital = ledger.committed.max() ?? 0
    capital = rule.capital ?? peakCapital
    netProfit = net.reduce(0, +)
    grossProfit = ledger.gross.reduce(0, +)
    fees = trades.reduce(0) { $0 + $1.entryFee + $1.exitFee }
    funding = trades.reduce(0) { $0 + $1.funding }
    dailyReturns = periods.dailyReturns(net, capital: capital)
    dailyGrossReturns = periods.dailyReturns(ledger.gross, capital: capital)
    sharpeError = SharpeError.value(of: dailyReturns, lag: periods.overlap(ofHold: rule.hold))
    let capital = self.capital
    maxDrawdown = DatedDrawdown(
      wealth: Book.runningSum(net).map { capital + $0 }, start: capital, times: periods.times)
    let held = zip(net, ledger.invested).filter { $0.1 > 0 }
    winRate = Double(held.count { $0.0 > 0 }).dividedUnlessZero(by: Double(held.count))
    tradeWinRate = Double(trades.count { $0.netProfit > 0 })
      .dividedUnlessZero(by: Double(trades.count))
    let meanHeld = ledger.invested.reduce(0, +).dividedUnlessZero(by: Double(periods.count))
    let traded = trades.reduce(0) { $0 + $1.entryValue + $1.exitValue }
    turnover = traded.dividedUnlessZero(by: Double(periods.dayTimes.count))
      .dividedUnlessZero(by: meanHeld)
    exposure = meanHeld.dividedUnlessZero(by: capital)
    timeInMarket = Double(held.count).dividedUnlessZero(by: Double(periods.count))
  }
}
