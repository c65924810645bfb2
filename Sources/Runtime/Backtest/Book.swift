/// The result of a backtest: trades, money per bar, and what it was worth.
///
/// - Unit: profits in the price's currency, rates and returns as fractions.
public struct Book: Sendable {
  /// What one symbol earned.
  public struct SymbolResult: Sendable {
    public let symbol: String
    /// Net profit per period, in currency; zero where nothing was held.
    public let net: [Double]
    public let trades: Int

    /// Net profit up to and including each period.
    public var cumulative: [Double] { Book.runningSum(net) }
  }

  public let rule: LimitOrderRule
  public let periods: PeriodAxis
  public let counts: OrderCounts
  /// In the order of the rows: by symbol, then by time.
  public let trades: [Trade]
  /// Every symbol of the frame, in its order; one named "" where the frame has none.
  public let symbols: [SymbolResult]
  /// Profit per period from prices before costs, summed over symbols.
  public let gross: [Double]
  /// Fees and funding per period.
  public let costs: [Double]
  /// Currency paid in (positive) or out per period.
  public let cashFlow: [Double]
  /// Signed market value of the open positions at the end of each period.
  public let holdings: [Double]
  /// Entry value of the positions held during each period.
  public let invested: [Double]
  /// Capital in use during each period: `invested` and the value of resting orders.
  public let committed: [Double]
  /// What happened on the way, one sentence each.
  public let notes: [String]
  public let summary: BookSummary

  init(_ desk: TradingDesk, rule: LimitOrderRule, symbols names: [String], note: String?) {
    let ledger = desk.ledger
    let zeros = [Double](repeating: 0, count: desk.periods.count)
    self.rule = rule
    periods = desk.periods
    counts = desk.counts
    trades = desk.trades
    let tradesBySymbol = desk.trades.reduce(into: [:]) { $0[$1.symbol, default: 0] += 1 }
    symbols = zip(names, ledger.netBySymbol).enumerated().map { index, pair in
      SymbolResult(
        symbol: pair.0, net: pair.1.isEmpty ? zeros : pair.1, trades: tradesBySymbol[index] ?? 0)
    }
    (gross, costs, cashFlow) = (ledger.gross, ledger.costs, ledger.cash)
    (holdings, invested, committed) = (ledger.holdings, ledger.invested, ledger.committed)
    summary = BookSummary(ledger: ledger, periods: desk.periods, trades: desk.trades, rule: rule)
    notes = Book.notes(desk.counts, summary, note)
  }

  private static func notes(
    _ counts: OrderCounts, _ summary: BookSummary, _ note: String?
  ) -> [String] {
    var notes = note.map { [$0] } ?? []
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { notes.append(count == 1 ? "1 " + one : "\(count) " + many) }
    }
    add(
      counts.pastEnd, "order not placed: its exit would lie past the end of the part",
      "orders not placed: their exit would lie past the end of the part")
    add(counts.withoutPrediction, "bar without a prediction", "bars without a prediction")
    add(
      counts.withoutPrice, "bar without a usable close or limit",
      "bars without a usable close or limit")
    add(
      counts.lateExits, "exit late or at the last known price: no trading in the planned bar",
      "exits late or at the last known price: no trading in the planned bar")
    if summary.peakCapital > summary.capital {
      notes.append("orders and positions took more than the allotted capital at times")
    }
    return notes
  }
}

extension Book {
  /// Net profit per period, summed over symbols.
  public var net: [Double] { zip(gross, costs).map { $0 - $1 } }
  /// Net profit up to and including each period, in currency.
  public var cumulative: [Double] { Book.runningSum(net) }
  /// `capital + cumulative net profit` at the end of each period.
  public var equity: [Double] { cumulative.map { summary.capital + $0 } }
  /// `equity / highest equity so far - 1`, zero or negative.
  public var drawdown: [Double] { Drawdown.series(wealth: equity, start: summary.capital) }
  /// Daily net returns on the capital, which does not grow with profits.
  public var dailyReturns: ReturnSeries { summary.dailyReturns }

  static func runningSum(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum += value
      return sum
    }
  }
}
