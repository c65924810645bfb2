/// Places the orders of a part and keeps its counts, trades and ledger.
struct TradingDesk {
  let simulator: OrderSimulator
  let periods: PeriodAxis
  private(set) var counts = OrderCounts()
  private(set) var trades: [Trade] = []
  private(set) var ledger: Ledger
  private let objective: LimitObjective

  init(simulator: OrderSimulator, periods: PeriodAxis, symbols: Int) {
    self.simulator = simulator
    self.periods = periods
    ledger = Ledger(periods: periods.count, symbols: symbols)
    let rule = simulator.rule
    objective = LimitObjective(
      side: rule.side, fees: rule.entryFee + rule.exitFee, steepness: rule.fillSteepness)
  }

  mutating func trade(_ range: Range<Int>, symbol: Int) {
    for row in range {
      switch simulator.order(at: row, in: range, symbol: symbol) {
      case .withoutPrediction: counts.withoutPrediction += 1
      case .withoutPrice: counts.withoutPrice += 1
      case .pastEnd: counts.pastEnd += 1
      case .unfilled(let sample):
        count(sample)
        ledger.rest(value: simulator.rule.orderValue, period: periods.periodOfRow[row + 1])
      case .filled(let sample, let trade, let isLate):
        count(sample)
        counts.fills += 1
        counts.netReturns += trade.netReturn
        if isLate { counts.lateExits += 1 }
        ledger.post(
          trade, closes: simulator.bars.close, periodOfRow: periods.periodOfRow)
        trades.append(trade)
      }
    }
  }

  private mutating func count(_ sample: LimitObjective.Sample) {
    counts.orders += 1
    counts.predictions += sample.prediction
    let term = objective.term(sample)
    guard term.fill.isFinite, term.net.isFinite else { return }
    counts.softFills += term.fill
    counts.softProfits += term.fill * term.net
  }
}
