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

  /// A drawdown with the labels of its bars, in nanoseconds UTC.
  public struct DatedDrawdown: Sendable, Equatable {
    public let depth: Double
    /// The last bar at the peak; the first bar of the part where that is its start.
    public let peak: Int64
    public let trough: Int64
    /// Nil where the peak was not reached again.
    public let recovery: Int64?
  }

  init(ledger: Ledger, periods: PeriodAxis, trades: [Trade], rule: LimitOrderRule) {
    let net = zip(ledger.gross, ledger.costs).map { $0 - $1 }
    let peakCapital = ledger.committed.max() ?? 0
    let capital = rule.capital ?? peakCapital
    func daily(_ profits: [Double]) -> ReturnSeries {
      ReturnSeries(
        capital > 0 ? periods.daily(profits).map { $0 / capital } : [],
        periodsPerYear: periods.daysPerYear, isCompounded: false)
    }
    self.capital = capital
    self.peakCapital = peakCapital
    netProfit = net.reduce(0, +)
    grossProfit = ledger.gross.reduce(0, +)
    fees = trades.reduce(0) { $0 + $1.entryFee + $1.exitFee }
    funding = trades.reduce(0) { $0 + $1.funding }
    dailyReturns = daily(net)
    dailyGrossReturns = daily(ledger.gross)
    let barsPerDay = Double(periods.count) / Double(max(periods.dayTimes.count, 1))
    let lag = (Double(rule.hold - 1) / barsPerDay).rounded(.up)
    sharpeError = SharpeError.value(of: dailyReturns, lag: lag < 1e6 ? Int(lag) : 1_000_000)
    maxDrawdown = DatedDrawdown(
      wealth: Book.runningSum(net).map { capital + $0 }, start: capital, times: periods.times)
    let held = zip(net, ledger.invested).filter { $0.1 > 0 }
    winRate = Double(held.count { $0.0 > 0 }).dividedUnlessZero(by: Double(held.count))
    tradeWinRate = Double(trades.count { $0.netProfit > 0 })
      .dividedUnlessZero(by: Double(trades.count))
    let traded = trades.reduce(0) { $0 + $1.entryValue + $1.exitValue }
    let meanHeld = (ledger.invested.reduce(0, +)).dividedUnlessZero(by: Double(periods.count))
    turnover = (traded / Double(max(periods.dayTimes.count, 1))).dividedUnlessZero(by: meanHeld)
    exposure = meanHeld.dividedUnlessZero(by: capital)
    timeInMarket = Double(held.count).dividedUnlessZero(by: Double(periods.count))
  }
}

extension BookSummary.DatedDrawdown {
  fileprivate init?(wealth: [Double], start: Double, times: [Int64]) {
    guard start > 0, let fall = Drawdown(wealth: wealth, start: start), let first = times.first
    else { return nil }
    depth = fall.depth
    peak = fall.peak.map { times[$0] } ?? first
    trough = fall.trough.map { times[$0] } ?? first
    recovery = fall.trough == nil ? first : fall.recovery.map { times[$0] }
  }
}
