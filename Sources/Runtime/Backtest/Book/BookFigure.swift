/// A named number of a book: `bt.sharpe`, `bt.soft.expected_profit`.
public struct BookFigure: Sendable {
  /// Which books have it.
  public enum Scope: Sendable {
    case all, orders
    /// Those of a rule that has a smooth form.
    case soft
    /// Those of orders with a smooth form.
    case softOrders
  }

  /// The spelling in the language; a dot leads into a record.
  public let name: String
  /// `fraction`, `currency`, `count`, `ratio` or a rate of these.
  public let unit: String
  public let summary: String
  public let scope: Scope
  public let value: @Sendable (Book) -> Double

  init(
    _ name: String, _ unit: String, _ summary: String, of scope: Scope = .all,
    _ value: @escaping @Sendable (Book) -> Double
  ) {
    (self.name, self.unit, self.summary, self.scope) = (name, unit, summary, scope)
    self.value = value
  }

  /// A metric of the net returns.
  init(_ metric: any Metric.Type) {
    self.init(metric.name, metric.unit, metric.signature.summary.lowercasedFirst) {
      metric.value(of: $0.returns)
    }
  }
}

extension BookFigure {
  /// Every figure, in the order in which a book prints them.
  public static let all: [BookFigure] = orders + returns + trades + money

  /// The figures that a book has.
  public static func all(of book: Book) -> [BookFigure] {
    all.filter { figure in
      switch figure.scope {
      case .all: true
      case .orders: book.isOfOrders
      case .soft: book.hasSoftForm
      case .softOrders: book.hasSoftForm && book.isOfOrders
      }
    }
  }

  private static let orders: [BookFigure] = [
    .init("orders", "count", "orders placed", of: .orders) { Double($0.counts.orders) },
    .init("fills", "count", "orders filled", of: .orders) { Double($0.counts.fills) },
    .init("fill_rate", "fraction", "mean F: fills per order placed", of: .orders) {
      $0.counts.fillRate
    },
    .init(
      "profit_when_filled", "fraction", "sum(F n) / sum(F): net return of a filled order",
      of: .orders
    ) { $0.summary.netReturns.dividedUnlessZero(by: Double($0.counts.fills)) },
    .init(
      "expected_profit", "fraction", "mean(F n): net return per order placed, hard fills",
      of: .orders
    ) { $0.expectedProfit },
    .init("average_prediction", "fraction", "mean prediction of the orders placed", of: .orders) {
      $0.averagePrediction
    },
    .init("soft.fill_rate", "fraction", "mean smooth fill", of: .softOrders) {
      $0.soft?.fillRate ?? .nan
    },
    .init(
      "soft.expected_profit", "fraction", "the expected profit by the smooth form of the rule",
      of: .soft
    ) {
      $0.soft?.expectedProfit ?? .nan
    },
    .init("soft.gap", "fraction", "soft less hard expected profit", of: .soft) {
      ($0.soft?.expectedProfit ?? .nan) - $0.expectedProfit
    },
    .init("soft.k", "per unit of price", "steepness of the smooth fill", of: .softOrders) {
      $0.soft?.steepness ?? $0.terms.fillSteepness
    },
  ]

  /// Metrics that a book has in a form of its own: drawdowns are marked at every bar, not by day.
  private static let own: [BookFigure] = [
    .init("max_drawdown", "fraction", "deepest fall of equity below its peak, marked every bar") {
      $0.maxDrawdown?.depth ?? .nan
    },
    .init("calmar", "ratio", "annual return for the deepest drawdown") {
      AnnualReturn.value(of: $0.returns)
        .dividedUnlessZero(by: abs($0.maxDrawdown?.depth ?? .nan))
    },
  ]

  /// How sure the Sharpe ratio is.
  private static let certainty: [BookFigure] = [
    .init("sharpe_se", "ratio", "its standard error, Newey-West over the hold") {
      $0.sharpeError
    },
    .init("sharpe_low", "ratio", "lower bound of 95 %, from days drawn in blocks") {
      $0.sharpeInterval?.lower ?? .nan
    },
    .init("sharpe_high", "ratio", "upper bound of 95 %") { $0.sharpeInterval?.upper ?? .nan },
    .init("sharpe_gross", "ratio", "of returns before costs") {
      SharpeRatio.value(of: $0.grossReturns)
    },
    .init("psr", "fraction", "probability that the true Sharpe ratio is above 0") {
      ProbabilisticSharpe($0.returns).probability()
    },
    .init("min_track_record", "periods", "that it takes to be above 0 at 95 %") {
      ProbabilisticSharpe($0.returns).minimumTrackRecord()
    },
    .init("days_per_year", "days", "counted on the frame; annualises the figures") {
      $0.periods.daysPerYear
    },
  ]

  /// Every metric of the catalog, the Sharpe ratio followed by how sure it is.
  private static let returns: [BookFigure] = {
    let leading: [any Metric.Type] = [
      TotalReturn.self, AnnualReturn.self, AnnualVolatility.self, SharpeRatio.self,
    ]
    let risk: [any Metric.Type] = [
      SortinoRatio.self, OmegaRatio.self, MaxDrawdown.self, CalmarRatio.self, UlcerIndex.self,
      ValueAtRisk.self, ExpectedShortfall.self,
    ]
    let known = (leading + risk).map { $0.name }
    let others = MetricCatalog.all.filter { !known.contains($0.name) }
    return leading.map { BookFigure($0) } + certainty
      + (risk + others).map { metric in
        own.first { $0.name == metric.name } ?? BookFigure(metric)
      }
      + [
        .init("win_rate", "fraction", "bars with a position and a net profit") {
          $0.summary.winRate
        }
      ]
  }()

  private static let trades: [BookFigure] = [
    .init("trades", "count", "positions that have ended") { Double($0.trades.count) },
    .init("trade_win_rate", "fraction", "trades with a net profit") { $0.summary.tradeWinRate },
    .init("trade_payoff", "ratio", "mean gain of a winning trade for the mean loss of others") {
      $0.summary.tradePayoff
    },
    .init("bars_held", "bars", "mean bars from entry to exit") { $0.summary.meanBarsHeld },
  ]

  private static let money: [BookFigure] = [
    .init("net_profit", "currency", "after all costs") { $0.summary.netProfit },
    .init("gross_profit", "currency", "before costs") { $0.summary.grossProfit },
    .init("long_profit", "currency", "of longs, after costs") { $0.summary.longProfit },
    .init("short_profit", "currency", "of shorts, after costs") { $0.summary.shortProfit },
    .init("fees", "currency", "paid for trading") { $0.summary.fees },
    .init("funding", "currency", "funding and borrowing paid") { $0.summary.carry },
    .init("capital", "currency", "base of the returns: allotted, else the peak in use") {
      $0.capital
    },
    .init("peak_capital", "currency", "most capital in use in any bar") {
      $0.summary.peakCapital
    },
    .init("exposure", "fraction", "mean value held for the capital") { $0.summary.exposure },
    .init("net_exposure", "fraction", "mean value of longs less shorts for the capital") {
      $0.summary.netExposure
    },
    .init("time_in_market", "fraction", "bars with a position") { $0.summary.timeInMarket },
    .init("turnover", "per day", "mean daily value traded for the mean value held") {
      $0.summary.turnover
    },
  ]
}

extension Book {
  /// The figure of that name; nil where there is none.
  public func figure(_ name: String) -> Double? {
    BookFigure.all(of: self).first { $0.name == name }?.value(self)
  }

  /// Of orders the mean net return per order placed, of weights the mean net return per period.
  public var expectedProfit: Double {
    isOfOrders
      ? summary.netReturns.dividedUnlessZero(by: Double(counts.orders))
      : series(of: net, by: .bar).mean
  }

  /// The standard error of the Sharpe ratio, allowing for positions that overlap.
  public var sharpeError: Double { SharpeError.value(of: returns, lag: overlap) }
}

extension String {
  /// `Return per year` in the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
