/// The columns of a book of weights: they follow from the units held.
struct WeightBookSource: BookSource {
  let plan: WeightBacktest
  let result: WeightBacktest.Result
  let isOfOrders = false

  var capital: Double { plan.terms.startingCapital }
  var count: Int { plan.parts.count }

  init(_ plan: WeightBacktest, _ result: WeightBacktest.Result) {
    (self.plan, self.result) = (plan, result)
  }

  func net() -> [Double] {
    (0..<plan.periods.count).map { period -> Double in
      let gain = result.longGain[period] + result.shortGain[period]
      return gain - result.longCosts[period] - result.shortCosts[period] - result.carry[period]
    }
  }

  func flows() -> BookFlows {
    var flows = BookFlows(periods: 0)
    (flows.longGross, flows.shortGross) = (result.longGain, result.shortGain)
    (flows.longCosts, flows.shortCosts) = (result.longCosts, result.shortCosts)
    (flows.carry, flows.traded) = (result.carry, result.traded)
    // Funding by value held, borrowing is the shorts' alone.
    for period in flows.carry.indices.dropFirst() where flows.carry[period] != 0 {
      let (long, short) = (result.longValue[period - 1], -result.shortValue[period - 1])
      let onLongs = plan.terms.funding * long
      flows.longCosts[period] += onLongs
      flows.shortCosts[period] += short > 0 ? flows.carry[period] - onLongs : 0
    }
    return flows
  }

  func exposure() -> BookExposure {
    var exposure = BookExposure(periods: 0)
    (exposure.long, exposure.short) = (result.longValue, result.shortValue)
    exposure.invested = zip(result.longValue, result.shortValue).map { $0 - $1 }
    exposure.committed = exposure.invested
    return exposure
  }

  func orders() -> [OrderRecord] { [] }

  var closes: [Double] { plan.market.close }

  func positions() -> [Double] {
    var units = [Double](repeating: 0, count: plan.axis.rowCount)
    for place in plan.parts.indices { forEachBar(of: place) { units[$0.row] = $0.after } }
    return units
  }

  func trades() -> [Trade] {
    var trades: [Trade] = []
    for (place, part) in plan.parts.enumerated() {
      var position = AveragePosition(symbol: part.symbol, terms: plan.terms)
      forEachBar(of: place) { position.pass($0, into: &trades) }
    }
    return trades
  }
}
