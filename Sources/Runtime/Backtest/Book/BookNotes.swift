/// What a reader of a book must know besides its numbers, one sentence each.
enum BookNotes {
  static func of(_ source: OrderBookSource, _ market: Market) -> [String] {
    let (terms, result) = (source.plan.terms, source.result)
    var notes = market.note.map { [$0] } ?? []
    let counts = result.counts
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 {
        notes.append(count == 1 ? "1 " + one : "\(NumberFormat.count(count)) " + many)
      }
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
    add(counts.tooSmall, "order smaller than a lot", "orders smaller than a lot")
    add(counts.refused, "order refused: no capital left", "orders refused: no capital left")
    let ends = result.trades.count { $0.exit == .end }
    add(ends, "position left at the last price", "positions left at the last price")
    if let capital = terms.capital, !terms.compounds,
      source.exposure().committed.contains(where: { $0 > capital })
    {
      notes.append("orders and positions took more than the allotted capital at times")
    }
    return notes + common(terms, result.kills, source.plan.periods)
  }

  static func of(_ plan: WeightBacktest, _ result: WeightBacktest.Result) -> [String] {
    var notes: [String] = []
    if plan.terms.isFree, plan.terms.funding == 0, plan.terms.borrow == 0 {
      notes.append("no costs: cost=5bp charges the value that is traded")
    }
    let ended = plan.parts.count { $0.endsEarly }
    if ended > 0 {
      let lost = plan.terms.delist > 0 ? " less \(percent(plan.terms.delist))" : ""
      notes.append(
        "\(NumberFormat.count(ended)) \(ended == 1 ? "symbol ends" : "symbols end") before the part "
          + "does, left at the last price\(lost)")
    }
    return notes + common(plan.terms, result.kills, plan.periods)
  }

  private static func common(
    _ terms: Execution, _ kills: [Kill], _ periods: PeriodAxis
  ) -> [String] {
    var notes: [String] = []
    if terms.fill == .same {
      notes.append("fills at the close that the decision was made on, which nobody gets for sure")
    }
    if let first = kills.first {
      let word = first.cause.words
      let more = kills.count > 1 ? ", \(kills.count) times in all" : ""
      notes.append("closed by its limit on \(word)\(more)")
    }
    return notes
  }

  private static func percent(_ value: Double) -> String {
    NumberFormat.percent(value, decimals: 0)
  }
}

extension Kill.Cause {
  /// `the drawdown`.
  var words: String {
    switch self {
    case .drawdown: "the drawdown"
    case .day: "the loss of one day"
    case .fall: "the loss of some days"
    case .sharpe: "the Sharpe ratio"
    case .margin: "margin"
    case .ruin: "losses: nothing was left"
    }
  }
}
