/// Money per period: what trades earn, cost, hold and tie up.
///
/// Positions are marked at every close between entry and exit. For every period
/// `cumulative cash + holdings = cumulative gross - cumulative costs`.
struct Ledger {
  /// Profit from prices, in currency.
  var gross: [Double]
  /// Fees and funding, in currency.
  var costs: [Double]
  /// Currency paid in (positive) or out.
  var cash: [Double]
  /// Signed market value of the open positions at the end of the period.
  var holdings: [Double]
  /// Entry value of the positions held during the period.
  var invested: [Double]
  /// `invested` and the value of orders that rest unfilled.
  var committed: [Double]
  /// Net profit per symbol and period; empty for a symbol without trades.
  var netBySymbol: [[Double]]

  init(periods: Int, symbols: Int) {
    let zeros = [Double](repeating: 0, count: periods)
    (gross, costs, cash, holdings, invested, committed) = (zeros, zeros, zeros, zeros, zeros, zeros)
    netBySymbol = Array(repeating: [], count: symbols)
  }

  /// An order that rests during one period and is not filled.
  mutating func rest(value: Double, period: Int) { committed[period] += value }

  /// - Complexity: O(periods held).
  mutating func post(_ trade: Trade, closes: [Double], periodOfRow: [Int]) {
    if netBySymbol[trade.symbol].isEmpty {
      netBySymbol[trade.symbol] = [Double](repeating: 0, count: gross.count)
    }
    let units = trade.side.sign * trade.quantity
    let fundingPerBar = trade.funding / Double(trade.barsHeld)
    var mark = trade.fillPrice
    for row in trade.entryRow...trade.exitRow {
      let isExit = row == trade.exitRow
      let price = isExit ? trade.exitPrice : closes[row] > 0 ? closes[row] : mark
      var cost = fundingPerBar
      var flow = 0.0
      if row == trade.entryRow {
        cost += trade.entryFee
        flow -= units * trade.fillPrice
      }
      if isExit {
        cost += trade.exitFee
        flow += units * price
      }
      let period = periodOfRow[row]
      record(trade.symbol, period: period, gross: units * (price - mark), cost: cost, flow: flow)
      if !isExit { hold(units * price, from: period, to: periodOfRow[row + 1]) }
      mark = price
    }
    for period in periodOfRow[trade.entryRow]...periodOfRow[trade.exitRow] {
      invested[period] += trade.entryValue
      committed[period] += trade.entryValue
    }
  }

  private mutating func record(
    _ symbol: Int, period: Int, gross profit: Double, cost: Double, flow: Double
  ) {
    gross[period] += profit
    costs[period] += cost
    cash[period] += flow - cost
    netBySymbol[symbol][period] += profit - cost
  }

  /// A symbol may miss periods that others have; its position keeps its last value there.
  private mutating func hold(_ value: Double, from period: Int, to next: Int) {
    for index in period..<next { holdings[index] += value }
  }
}
