/// Figures of a book that come from sums over its trades and periods.
public struct BookSummary: Sendable {
  /// The most capital in use in any period.
  public let peakCapital: Double
  /// Currency.
  public let netProfit: Double
  public let grossProfit: Double
  public let costs: Double
  /// Of the costs what was paid for trading, and for holding.
  public let fees: Double
  public let carry: Double
  public let longProfit: Double
  public let shortProfit: Double
  /// Share of the periods with a position in which the net profit was positive.
  public let winRate: Double
  /// Share of the trades with a positive net profit.
  public let tradeWinRate: Double
  /// Mean net return of winning trades for that of losing ones.
  public let tradePayoff: Double
  /// Sum of the net returns of trades.
  public let netReturns: Double
  public let meanBarsHeld: Double
  /// Mean daily value traded for the mean value held.
  public let turnover: Double
  /// Mean value held for the capital.
  public let exposure: Double
  public let netExposure: Double
  /// Share of the periods with a position.
  public let timeInMarket: Double

  init(_ book: Book) {
    let (flows, held) = (book.flows, book.exposure)
    let periods = Double(book.periods.count)
    let costs = flows.costs
    peakCapital = held.committed.max() ?? 0
    netProfit = book.net.reduce(0, +)
    grossProfit = flows.gross.reduce(0, +)
    self.costs = costs.reduce(0, +)
    carry = flows.carry.reduce(0, +)
    fees = self.costs - carry
    longProfit = flows.longGross.reduce(0, +) - flows.longCosts.reduce(0, +)
    shortProfit = flows.shortGross.reduce(0, +) - flows.shortCosts.reduce(0, +)
    let active = zip(book.net, held.invested).filter { $0.1 > 0 }
    winRate = Double(active.count { $0.0 > 0 }).dividedUnlessZero(by: Double(active.count))
    timeInMarket = Double(active.count).dividedUnlessZero(by: periods)
    let returns = book.trades.map { book.terms.money($0, book.axis).netReturn }
    netReturns = returns.reduce(0, +)
    tradeWinRate = Double(returns.count { $0 > 0 }).dividedUnlessZero(by: Double(returns.count))
    tradePayoff = Self.payoff(returns)
    meanBarsHeld = Double(book.trades.reduce(0) { $0 + $1.barsHeld })
      .dividedUnlessZero(by: Double(returns.count))
    let meanHeld = held.invested.reduce(0, +).dividedUnlessZero(by: periods)
    let days = Double(book.periods.dayTimes.count)
    turnover = flows.traded.reduce(0, +).dividedUnlessZero(by: days)
      .dividedUnlessZero(by: meanHeld)
    let base = book.terms.compounds ? book.equity.reduce(0, +) / max(1, periods) : book.capital
    exposure = meanHeld.dividedUnlessZero(by: base)
    netExposure = held.holdings.reduce(0, +).dividedUnlessZero(by: periods)
      .dividedUnlessZero(by: base)
  }

  private static func payoff(_ returns: [Double]) -> Double {
    let (gains, losses) = (returns.filter { $0 > 0 }, returns.filter { $0 < 0 })
    let gain = gains.reduce(0, +).dividedUnlessZero(by: Double(gains.count))
    let loss = losses.reduce(0, +).dividedUnlessZero(by: Double(losses.count))
    return gain.dividedUnlessZero(by: -loss)
  }
}
