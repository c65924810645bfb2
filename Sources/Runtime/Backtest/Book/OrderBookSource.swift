/// The columns of a book of orders: they follow from its trades.
///
/// Positions are marked at every close between entry and exit. For every period cumulative cash and
/// holdings are cumulative gross profit less cumulative costs.
struct OrderBookSource: BookSource {
  let plan: OrderBacktest
  let result: OrderBacktest.Result
  let capital: Double
  let isOfOrders = true

  init(_ plan: OrderBacktest, _ result: OrderBacktest.Result) {
    (self.plan, self.result) = (plan, result)
    capital = plan.terms.capital ?? Self.peak(plan, result)
  }

  /// Bars from a decision to the planned exit, of the order that is held longest.
  var hold: Int? { plan.columns.compactMap(\.ticket.hold).max() }

  /// The most that was invested and resting in any period.
  private static func peak(_ plan: OrderBacktest, _ result: OrderBacktest.Result) -> Double {
    var committed = result.resting
    if committed.isEmpty { committed = .init(repeating: 0, count: plan.periods.count) }
    invest(result.trades, plan, into: &committed)
    return committed.max() ?? 0
  }

  private static func invest(
    _ trades: [Trade], _ plan: OrderBacktest, into invested: inout [Double]
  ) {
    for trade in trades {
      let value = trade.quantity * trade.fillPrice * plan.terms.point
      let first = plan.periods.period(of: Int(trade.entryRow))
      for period in first...plan.periods.period(of: Int(trade.exitRow)) {
        invested[period] += value
      }
    }
  }

  var closes: [Double] { plan.market.close }

  func trades() -> [Trade] { result.trades }

  func orders() throws -> [OrderRecord] { try plan.run(records: true).records ?? [] }

  /// One step of a trade: in a row of the frame.
  fileprivate struct Step {
    let row: Int
    let gross: Double
    let fee: Double
    let carry: Double
    /// Value bought or sold.
    let traded: Double
    /// Signed value at the end of the row; 0 at the exit.
    let value: Double

    var net: Double { gross - fee - carry }
  }

  /// - Complexity: O(rows held).
  @inline(__always)
  private func forEachStep(_ trade: Trade, _ body: (Step) -> Void) {
    let money = plan.terms.money(trade, plan.axis)
    let units = trade.side.sign * trade.quantity * plan.terms.point
    let (entry, exit) = (Int(trade.entryRow), Int(trade.exitRow))
    let funding = money.entryValue * plan.terms.funding
    let borrow = trade.side == .short ? money.entryValue * plan.terms.borrow : 0
    var mark = trade.fillPrice
    for row in entry...exit {
      let isExit = row == exit
      let close = plan.market.close[row]
      let price = isExit ? trade.exitPrice : close > 0 && close < .infinity ? close : mark
      let isHeld =
        (row > entry || trade.isHeldInEntryBar) && !(isExit && trade.isLeftAtOpen)
      var (fee, traded, carry) = (0.0, 0.0, isHeld ? funding : 0)
      if row == entry {
        fee += money.entryFee
        traded += money.entryValue
      }
      // By the time since the bar before, so that no bar knows how long the position will be held.
      if borrow != 0, row > entry { carry += borrow * plan.axis.years(from: row - 1, to: row) }
      if isExit {
        fee += money.exitFee
        traded += money.exitValue
      }
      body(
        Step(
          row: row, gross: units * (price - mark), fee: fee, carry: carry,
          traded: traded, value: isExit ? 0 : units * price))
      mark = price
    }
  }

  func net() -> [Double] { net(of: result.trades) }

  /// Net profit per period of some of the trades.
  func net(of trades: [Trade]) -> [Double] {
    var net = [Double](large: plan.periods.count) { $0.initialize(repeating: 0) }
    if case .from(let first) = plan.periods.rows {
      plan.market.close.withUnsafeBufferPointer { closes in
        net.withUnsafeMutableBufferPointer { net in
          for trade in trades { add(trade, closes, first, to: net) }
        }
      }
    } else {
      for trade in trades {
        forEachStep(trade) { net[plan.periods.period(of: $0.row)] += $0.net }
      }
    }
    return net
  }

  /// What `forEachStep` says of a trade whose rows are periods, with little to ask on the way.
  @inline(__always)
  private func add(
    _ trade: Trade, _ closes: UnsafeBufferPointer<Double>, _ first: Int,
    to net: UnsafeMutableBufferPointer<Double>
  ) {
    let (entry, exit) = (Int(trade.entryRow), Int(trade.exitRow))
    guard plan.market.hasPrices, plan.terms.borrow == 0, trade.isHeldInEntryBar,
      !trade.isLeftAtOpen, entry < exit
    else {
      return forEachStep(trade) { net[$0.row - first] += $0.net }
    }
    let money = plan.terms.money(trade, plan.axis)
    let units = trade.side.sign * trade.quantity * plan.terms.point
    let carry = money.entryValue * plan.terms.funding
    var mark = closes[entry]
    net[entry - first] += units * (mark - trade.fillPrice) - money.entryFee - carry
    for row in (entry + 1)..<exit {
      net[row - first] += units * (closes[row] - mark) - carry
      mark = closes[row]
    }
    net[exit - first] += units * (trade.exitPrice - mark) - money.exitFee - carry
  }

  func flows() -> BookFlows {
    var flows = BookFlows(periods: plan.periods.count)
    for trade in result.trades {
      let isLong = trade.side == .long
      forEachStep(trade) { step in
        let period = plan.periods.period(of: step.row)
        if isLong {
          flows.longGross[period] += step.gross
          flows.longCosts[period] += step.fee + step.carry
        } else {
          flows.shortGross[period] += step.gross
          flows.shortCosts[period] += step.fee + step.carry
        }
        flows.carry[period] += step.carry
        flows.traded[period] += step.traded
      }
    }
    return flows
  }

  func exposure() -> BookExposure {
    var exposure = BookExposure(periods: plan.periods.count)
    for trade in result.trades {
      let isLong = trade.side == .long
      let last = plan.periods.period(of: Int(trade.exitRow))
      forEachStep(trade) { step in
        guard step.value != 0 else { return }
        // A symbol may miss periods that others have; its position keeps its last value there.
        let next = plan.periods.period(of: step.row + 1)
        for period in plan.periods.period(of: step.row)..<min(next, last) {
          if isLong {
            exposure.long[period] += step.value
          } else {
            exposure.short[period] += step.value
          }
        }
      }
    }
    Self.invest(result.trades, plan, into: &exposure.invested)
    exposure.committed = exposure.invested
    for (period, value) in result.resting.enumerated() { exposure.committed[period] += value }
    return exposure
  }

  func bySymbol() -> [SymbolResult] {
    let zeros = [Double](repeating: 0, count: plan.periods.count)
    var nets = plan.axis.segments.map { _ in [Double]() }
    var sums = plan.axis.segments.map { _ in
      (gross: 0.0, costs: 0.0, long: 0.0, short: 0.0, count: 0)
    }
    for trade in result.trades {
      let symbol = Int(trade.symbol)
      if nets[symbol].isEmpty { nets[symbol] = zeros }
      forEachStep(trade) { nets[symbol][plan.periods.period(of: $0.row)] += $0.net }
      let money = plan.terms.money(trade, plan.axis)
      sums[symbol].gross += money.gross
      sums[symbol].costs += money.costs
      if trade.side == .long {
        sums[symbol].long += money.net
      } else {
        sums[symbol].short += money.net
      }
      sums[symbol].count += 1
    }
    return plan.axis.segments.enumerated().map { place, segment in
      let sum = sums[place]
      return SymbolResult(
        symbol: segment.symbol, net: nets[place].isEmpty ? zeros : nets[place], gross: sum.gross,
        costs: sum.costs, long: sum.long, short: sum.short, trades: sum.count)
    }
  }

  func positions() -> [Double] {
    var units = [Double](repeating: 0, count: plan.axis.rowCount)
    for trade in result.trades {
      for row in Int(trade.entryRow)..<Int(trade.exitRow) {
        units[row] += trade.side.sign * trade.quantity
      }
    }
    return units
  }
}
