/// The result of a backtest: trades, money per period, and what it was worth.
///
/// What is asked for is computed when it is asked for, once.
///
/// - Unit: profits in the account's currency, rates and returns as fractions.
public final class Book: Sendable {
  public let terms: Execution
  public let periods: PeriodAxis
  /// The axis of the frame that was traded.
  public let axis: Axis
  /// Every symbol of the frame, in its order; one named "" where the frame has none.
  public let symbols: [String]
  /// What became of the orders; zeros for a book of weights.
  public let counts: OrderCounts
  /// Allotted capital, or the most that was in use; the base of every return.
  public let capital: Double
  /// When limits on losses closed the book.
  public let kills: [Kill]
  let source: any BookSource
  /// What was traded on, one value per row of the frame.
  private let prediction: [Double]?
  private let softWork: SoftWork?
  private let noteWork: @Sendable () -> [String]

  private let knownNet = Lazy<[Double]>()
  private let knownFlows = Lazy<BookFlows>()
  private let knownExposure = Lazy<BookExposure>()
  private let knownTrades = Lazy<[Trade]>()
  private let knownReturns = Lazy<ReturnSeries>()
  private let knownGross = Lazy<ReturnSeries>()
  private let knownSymbols = Lazy<[SymbolResult]>()
  private let knownDrawdown = Lazy<DatedDrawdown?>()
  private let knownNotes = Lazy<[String]>()
  private let knownSoft = Lazy<SoftFigures?>()
  private let knownSummary = Lazy<BookSummary>()
  private let knownPrediction = Lazy<Double>()
  private let knownInterval = Lazy<SharpeInterval?>()

  init(
    _ source: any BookSource, terms: Execution, periods: PeriodAxis, axis: Axis,
    counts: OrderCounts = OrderCounts(), kills: [Kill] = [], prediction: [Double]? = nil,
    soft: SoftWork? = nil, notes: @escaping @Sendable () -> [String]
  ) {
    (self.source, self.terms, self.periods, self.axis) = (source, terms, periods, axis)
    (self.counts, self.kills) = (counts, kills)
    (self.prediction, softWork, noteWork) = (prediction, soft, notes)
    symbols = axis.segments.map(\.symbol)
    capital = source.capital
  }

  /// Whether orders were traded, and not weights.
  public var isOfOrders: Bool { source.isOfOrders }

  /// What happened on the way, one sentence each.
  public var notes: [String] { knownNotes.value(noteWork) }
  /// The figures of the smooth form of the rule; nil where it has none.
  public var soft: SoftFigures? { knownSoft.value { try? softWork?() } }
  /// Whether the rule was traded that a network may be trained on.
  public var hasSoftForm: Bool { softWork != nil }
  /// The interval of the Sharpe ratio at 95 %, from 1,000 draws; nil where interrupted.
  public var sharpeInterval: SharpeInterval? {
    knownInterval.value { try? SharpeInterval(of: returns, seed: terms.seed) }
  }
  /// Sums over trades and periods.
  public var summary: BookSummary { knownSummary.value { BookSummary(self) } }

  /// Mean prediction of the orders placed.
  public var averagePrediction: Double {
    knownPrediction.value {
      guard let prediction, let orders = try? orders(), !orders.isEmpty else { return .nan }
      return orders.reduce(0) { $0 + prediction[$1.row] } / Double(orders.count)
    }
  }

  /// Net profit per period, summed over symbols.
  public var net: [Double] { knownNet.value { source.net() } }
  /// Profits, costs and trading per period.
  public var flows: BookFlows { knownFlows.value { source.flows() } }
  /// What is held per period.
  public var exposure: BookExposure { knownExposure.value { source.exposure() } }
  /// Positions from entry to exit; of weights from flat to flat, at mean prices.
  public var trades: [Trade] { knownTrades.value { source.trades() } }
  /// What each symbol earned, in the order of `symbols`.
  public var bySymbol: [SymbolResult] { knownSymbols.value { source.bySymbol() } }

  /// Every order with its fate; none for a book of weights.
  ///
  /// - Throws: `Interrupted`: orders are traded once more.
  public func orders() throws -> [OrderRecord] { try source.orders() }
}

/// What one symbol earned.
public struct SymbolResult: Sendable {
  public let symbol: String
  /// Net profit per period, in currency; zero where nothing was held.
  public let net: [Double]
  public let gross: Double
  public let costs: Double
  public let long: Double
  public let short: Double
  public let trades: Int

  /// Net profit up to and including each period.
  public var cumulative: [Double] { Book.runningSum(net) }
}

/// Money that comes and goes per period.
public struct BookFlows: Sendable {
  /// Profit from prices before costs, of positions that gain from rising and from falling prices.
  public var longGross: [Double]
  public var shortGross: [Double]
  /// Fees, slippage of weights, funding and borrowing, by the same sides.
  public var longCosts: [Double]
  public var shortCosts: [Double]
  /// Of these what is paid for holding, not for trading.
  public var carry: [Double]
  /// Value bought and sold.
  public var traded: [Double]

  public init(periods: Int) {
    let zeros = [Double](repeating: 0, count: periods)
    (longGross, shortGross, longCosts, shortCosts) = (zeros, zeros, zeros, zeros)
    (carry, traded) = (zeros, zeros)
  }

  public var gross: [Double] { zip(longGross, shortGross).map { $0 + $1 } }
  public var costs: [Double] { zip(longCosts, shortCosts).map { $0 + $1 } }
}

/// What a book holds per period.
public struct BookExposure: Sendable {
  /// Market value of longs, and of shorts below zero, at the end of the period.
  public var long: [Double]
  public var short: [Double]
  /// Entry value of the positions held during the period; of weights their value at its end.
  public var invested: [Double]
  /// `invested` and the value of orders that rest unfilled.
  public var committed: [Double]

  public init(periods: Int) {
    let zeros = [Double](repeating: 0, count: periods)
    (long, short, invested, committed) = (zeros, zeros, zeros, zeros)
  }

  /// Signed value of all positions.
  public var holdings: [Double] { zip(long, short).map { $0 + $1 } }
}

/// What a backtest keeps, and how a book's columns follow from it.
protocol BookSource: Sendable {
  var isOfOrders: Bool { get }
  var capital: Double { get }
  func net() -> [Double]
  func flows() -> BookFlows
  func exposure() -> BookExposure
  func trades() -> [Trade]
  func bySymbol() -> [SymbolResult]
  func orders() throws -> [OrderRecord]
  /// Units held at the end of each row of the frame.
  func positions() -> [Double]
  /// Closes by row of the frame.
  var closes: [Double] { get }
}

extension Book {
  /// Net profit up to and including each period, in currency.
  public var cumulative: [Double] { Book.runningSum(net) }
  /// `capital + cumulative net profit` at the end of each period.
  public var equity: [Double] {
    let net = self.net
    return [Double](large: net.count) { equity in
      var level = capital
      for (place, value) in net.enumerated() {
        level += value
        equity.initializeElement(at: place, to: level)
      }
    }
  }
  /// `equity / highest equity so far - 1`, zero or negative.
  public var drawdown: [Double] { Drawdown.series(wealth: equity, start: capital) }
  /// What is not in positions: `equity - holdings`.
  public var cash: [Double] { zip(equity, exposure.holdings).map { $0 - $1 } }
  /// Units held at the end of each row of the frame, below zero for shorts.
  public var positions: [Double] { source.positions() }

  /// Net returns, daily unless the terms count bars; of a fixed stake they add up.
  public var returns: ReturnSeries { knownReturns.value { series(of: net) } }
  /// Before costs.
  public var grossReturns: ReturnSeries { knownGross.value { series(of: flows.gross) } }

  /// Daily net returns, whatever the terms count.
  public var dailyReturns: ReturnSeries {
    terms.period == .day ? returns : series(of: net, by: .day)
  }

  /// Daily net returns with their days since 1970-01-01; none where nothing was at stake.
  public var datedReturns: DatedReturns {
    let returns = dailyReturns.returns
    let days = periods.dayTimes.map(Nanoseconds.days)
    return DatedReturns(days: returns.count == days.count ? days : [], returns: returns)
  }

  public var maxDrawdown: DatedDrawdown? {
    knownDrawdown.value { DatedDrawdown(wealth: equity, start: capital, times: periods.times) }
  }

  /// Neighbouring returns share positions over so many periods.
  public var overlap: Int {
    let hold = (source as? OrderBookSource)?.hold ?? 1
    return terms.period == .day ? periods.overlap(ofHold: hold) : max(0, hold - 1)
  }

  /// Labels of the days or bars that the returns are of.
  public var returnTimes: [Int64] { terms.period == .day ? periods.dayTimes : periods.times }

  /// Returns of a profit per period on the capital, or on the equity where profits are reinvested.
  func series(of profits: [Double], by period: Execution.Period? = nil) -> ReturnSeries {
    let isDaily = (period ?? terms.period) == .day
    let perYear = isDaily ? periods.daysPerYear : periods.barsPerYear
    guard capital > 0 else {
      return ReturnSeries([], periodsPerYear: perYear, isCompounded: terms.compounds)
    }
    let sums = isDaily ? periods.daily(profits) : profits
    guard terms.compounds else {
      return ReturnSeries(
        sums.map { $0 / capital }, periodsPerYear: perYear, isCompounded: false)
    }
    var level = capital
    let returns = sums.map { sum in
      defer { level += sum }
      return level > 0 ? sum / level : 0
    }
    return ReturnSeries(returns, periodsPerYear: perYear, isCompounded: true)
  }

  static func runningSum(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum += value
      return sum
    }
  }
}
