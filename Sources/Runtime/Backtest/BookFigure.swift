/// A named number of a book: `bt.sharpe`, `bt.soft.expected_profit`.
public struct BookFigure: Sendable {
  /// The spelling in the language; a dot leads into a record.
  public let name: String
  /// `fraction`, `currency`, `count`, `ratio` or a rate of these.
  public let unit: String
  public let summary: String
  public let value: @Sendable (Book) -> Double

  init(
    _ name: String, _ unit: String, _ summary: String, _ value: @escaping @Sendable (Book) -> Double
  ) {
    self.name = name
    self.unit = unit
    self.summary = summary
    self.value = value
  }
}

extension BookFigure {
  /// Every figure, in the order in which a book prints them.
  public static let all: [BookFigure] = orders + returns + money

  private static let orders: [BookFigure] = [
    .init("orders", "count", "orders placed") { Double($0.counts.orders) },
    .init("fills", "count", "orders filled") { Double($0.counts.fills) },
    .init("trades", "count", "positions opened and closed") { Double($0.trades.count) },
    .init("fill_rate", "fraction", "mean F: fills per order placed") { $0.counts.fillRate },
    .init("profit_when_filled", "fraction", "sum(F n) / sum(F): net return of a filled order") {
      $0.counts.profitWhenFilled
    },
    .init("expected_profit", "fraction", "mean(F n): net return per order placed, hard fills") {
      $0.counts.expectedProfit
    },
    .init("average_prediction", "fraction", "mean prediction of the orders placed") {
      $0.counts.averagePrediction
    },
    .init("soft.fill_rate", "fraction", "mean smooth fill") { $0.counts.softFillRate },
    .init("soft.expected_profit", "fraction", "mean(fill n) with the smooth fill") {
      $0.counts.softExpectedProfit
    },
    .init("soft.gap", "fraction", "soft less hard expected profit") {
      $0.counts.softExpectedProfit - $0.counts.expectedProfit
    },
    .init("soft.k", "per unit of price", "steepness of the smooth fill") { $0.rule.fillSteepness },
  ]

  private static let returns: [BookFigure] = [
    .init("total_return", "fraction", "net profit on the capital") {
      TotalReturn.value(of: $0.dailyReturns)
    },
    .init("annual_return", "fraction per year", "mean daily net return times days per year") {
      AnnualReturn.value(of: $0.dailyReturns)
    },
    .init("volatility", "fraction per year", "of daily net returns") {
      AnnualVolatility.value(of: $0.dailyReturns)
    },
    .init("sharpe", "ratio", "of daily net returns, per year") {
      SharpeRatio.value(of: $0.dailyReturns)
    },
    .init("sharpe_se", "ratio", "its standard error, Newey-West over the hold") {
      $0.summary.sharpeError
    },
    .init("sharpe_gross", "ratio", "of daily returns before costs") {
      SharpeRatio.value(of: $0.summary.dailyGrossReturns)
    },
    .init("sortino", "ratio", "of daily net returns, per year") {
      SortinoRatio.value(of: $0.dailyReturns)
    },
    .init("days_per_year", "days", "counted on the frame; annualises the figures above") {
      $0.periods.daysPerYear
    },
    .init("max_drawdown", "fraction", "deepest fall of equity below its peak, marked every bar") {
      $0.summary.maxDrawdown?.depth ?? .nan
    },
    .init("calmar", "ratio", "annual return for the deepest drawdown") {
      AnnualReturn.value(of: $0.dailyReturns)
        .dividedUnlessZero(by: abs($0.summary.maxDrawdown?.depth ?? .nan))
    },
    .init("profit_factor", "ratio", "daily net gains for daily net losses") {
      ProfitFactor.value(of: $0.dailyReturns)
    },
    .init("win_rate", "fraction", "bars with a position and a net profit") { $0.summary.winRate },
    .init("trade_win_rate", "fraction", "trades with a net profit") { $0.summary.tradeWinRate },
  ]

  private static let money: [BookFigure] = [
    .init("net_profit", "currency", "after all costs") { $0.summary.netProfit },
    .init("gross_profit", "currency", "before costs") { $0.summary.grossProfit },
    .init("fees", "currency", "entry and exit fees paid") { $0.summary.fees },
    .init("funding", "currency", "funding or borrowing paid") { $0.summary.funding },
    .init("capital", "currency", "base of the returns: allotted, else the peak in use") {
      $0.summary.capital
    },
    .init("peak_capital", "currency", "most capital in use in any bar") { $0.summary.peakCapital },
    .init("exposure", "fraction", "mean value held for the capital") { $0.summary.exposure },
    .init("time_in_market", "fraction", "bars with a position") { $0.summary.timeInMarket },
    .init("turnover", "per day", "mean daily value traded for the mean value held") {
      $0.summary.turnover
    },
  ]
}

extension Book {
  /// The figure of that name; nil where there is none.
  public func figure(_ name: String) -> Double? {
    BookFigure.all.first { $0.name == name }?.value(self)
  }
}
