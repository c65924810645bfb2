import Testing

@testable import Runtime

/// The engine against the slow broker: trade by trade, order by order, bar by bar.
@Suite struct OrderReferenceTests {
  /// What the engine and the slow broker make of a scenario.
  struct Pair {
    let scenario: OrderScenario
    let book: Book
    let slow: SlowBroker

    init(_ scenario: OrderScenario) throws {
      self.scenario = scenario
      book = try Backtest.run(
        scenario.orders, on: scenario.bars, ranges: scenario.ranges, terms: scenario.terms)
      slow = SlowBroker(
        scenario.bars, scenario.orders, ranges: scenario.ranges, terms: scenario.terms,
        days: book.periods.dayOfPeriod.map { Int($0) }, daysPerYear: book.periods.daysPerYear)
    }
  }

  @Test(arguments: 0..<20) func agrees(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      let pair = try Pair(OrderScenario(seed: UInt64(seed)))
      guard agreeOnTrades(pair) else { return }
      agreeOnOrders(pair)
      agreeOnMoney(pair)
    }
  }

  /// What is compared is worth comparing: every way in and out, every limit on losses is taken.
  @Test func scenariosGoEverywhere() throws {
    var (entries, exits, causes) = (Set<UInt8>(), Set<UInt8>(), Set<String>())
    var counts = OrderCounts()
    for seed in 0..<400 {
      let scenario = OrderScenario(seed: UInt64(seed))
      let book = try Backtest.run(
        scenario.orders, on: scenario.bars, ranges: scenario.ranges, terms: scenario.terms)
      entries.formUnion(book.trades.map(\.entry.rawValue))
      exits.formUnion(book.trades.map(\.exit.rawValue))
      causes.formUnion(book.kills.map(\.cause.rawValue))
      counts = counts + book.counts
    }
    #expect(entries.count == Trade.Entry.allCases.count)
    #expect(exits.count == Trade.Exit.allCases.count)
    #expect(causes == ["drawdown", "day", "fall", "sharpe", "margin", "ruin"])
    let rare = [counts.refused, counts.tooSmall, counts.lateExits, counts.pastEnd]
    #expect(rare.allSatisfy { $0 > 20 }, "\(rare)")
  }

  /// Daily bars of two stocks, one of which begins eight years after the other.
  @Test(arguments: 0..<8) func agreesOnStocks(_ block: Int) throws {
    let path = TemporaryFile.repository + "/scripts/data/stocks5_daily.csv"
    try compare(on: CSVReader.read(path: path), ["FB", "IBM"], block)
  }

  /// Hourly bars of three coins. Needs the data folder in `FML_DATA`.
  @Test(.enabled(if: CSVSetsTests.folder != nil, "FML_DATA is not set"), arguments: 0..<8)
  func agreesOnCoins(_ block: Int) throws {
    let path = try #require(CSVSetsTests.folder) + "/crypto6_1h_2023h2.csv.gz"
    let frame = try CSVReader.read(path: path)
    try compare(on: frame, Array(frame.axis.symbols.prefix(3)), block)
  }

  private func compare(on frame: Frame, _ symbols: [String], _ block: Int) throws {
    for seed in (block * 5)..<(block * 5 + 5) {
      let scenario = OrderScenario(seed: UInt64(seed + 10_000)) { random in
        MarketBars(frame, symbols: symbols, from: 0.8 * random.uniform(), count: 150)
      }
      let pair = try Pair(scenario)
      guard agreeOnTrades(pair) else { return }
      agreeOnOrders(pair)
      agreeOnMoney(pair)
    }
  }

  /// - Returns: Whether there are as many trades: nothing else is worth comparing if not.
  private func agreeOnTrades(_ pair: Pair) -> Bool {
    let trades = pair.book.trades.sorted {
      ($0.decisionRow, $0.ticket) < ($1.decisionRow, $1.ticket)
    }
    let deals = pair.slow.deals.sorted { ($0.decision, $0.ticket) < ($1.decision, $1.ticket) }
    guard trades.count == deals.count else {
      Issue.record("\(trades.count) trades, not \(deals.count): \(pair.scenario)")
      return false
    }
    for (trade, deal) in zip(trades, deals) {
      guard agree(trade, deal, pair) else { return false }
    }
    return true
  }

  private func agree(_ trade: Trade, _ deal: SlowDeal, _ pair: Pair) -> Bool {
    let (bars, terms) = (pair.slow.bars, pair.scenario.terms)
    let money = SlowMoney(deal, upTo: deal.exitRow ?? 0, bars, terms)
    let found = pair.book.money(trade)
    let isSame =
      Int(trade.symbol) == pair.slow.symbolOfPart[deal.part] && trade.side.sign == deal.sign
      && Int(trade.decisionRow) == deal.decision && Int(trade.entryRow) == deal.entryRow
      && Int(trade.exitRow) == deal.exitRow && trade.entry == deal.kind && trade.exit == deal.exit
      && Self.isNear(trade.fillPrice, deal.price) && Self.isNear(trade.exitPrice, deal.exitPrice)
      && Self.isNear(trade.quantity, deal.quantity)
      && Self.isNear(found.gross, money.gross, 1e-7) && Self.isNear(found.fees, money.fees, 1e-9)
      && Self.isNear(found.carry, money.carry, 1e-9)
    if !isSame { Issue.record("\(trade)\n\(deal)\n\(found)\n\(money)\n\(pair.scenario)") }
    return isSame
  }

  static func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(a), abs(b))
  }

  private func agreeOnOrders(_ pair: Pair) {
    let (counts, expected) = (pair.book.counts, pair.slow.counts)
    var (a, b) = (counts, expected)
    // A position whose exit is late may be closed by a limit on losses before.
    if !pair.book.kills.isEmpty { (a.lateExits, b.lateExits) = (0, 0) }
    #expect(a == b, "\(pair.scenario)")
    #expect(pair.book.kills == pair.slow.kills, "\(pair.scenario)")
    func sorted(_ records: [OrderRecord]) -> [OrderRecord] {
      records.enumerated().sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }
        .map(\.element)
    }
    let records = (try? pair.book.orders()) ?? []
    #expect(records.count == pair.slow.records.count, "\(pair.scenario)")
    for (a, b) in zip(sorted(records), sorted(pair.slow.records)) {
      #expect(
        a.symbol == b.symbol && a.row == b.row && a.side == b.side && a.until == b.until
          && (Self.isNear(a.price, b.price) || a.price.isNaN && b.price.isNaN)
          && Self.isNear(a.quantity, b.quantity)
          && (Self.isNear(a.fillPrice, b.fillPrice) || a.fillPrice.isNaN && b.fillPrice.isNaN),
        "\(a)\n\(b)\n\(pair.scenario)")
    }
  }

  private func agreeOnMoney(_ pair: Pair) {
    let (book, slow) = (pair.book, pair.slow)
    let base = pair.scenario.terms.capital ?? 100_000
    var level = base
    let committed = book.exposure.committed
    for period in book.periods.times.indices {
      level += book.net[period]
      let isSame =
        Self.isNear(level, slow.equity[period], 1e-9)
        && Self.isNear(book.exposure.long[period], slow.longs[period], 1e-9)
        && Self.isNear(book.exposure.short[period], slow.shorts[period], 1e-9)
      #expect(
        isSame,
        "period \(period): \(level) \(slow.equity[period]) \(book.exposure.long[period]) \(slow.longs[period]): \(pair.scenario)"
      )
      let invested = slow.invested(in: period)
      #expect(
        Self.isNear(
          committed[period],
          invested + (pair.scenario.terms.capital == nil ? slow.resting[period] : 0), 1e-9),
        "\(pair.scenario)")
      guard isSame else { return }
    }
    if pair.scenario.terms.capital == nil {
      let peak = slow.times.indices.map { slow.invested(in: $0) + slow.resting[$0] }.max() ?? 0
      #expect(Self.isNear(book.capital, peak, 1e-9), "\(pair.scenario)")
    }
  }
}

extension SlowBroker {
  /// Entry value of the positions that were held at any moment of a period.
  func invested(in period: Int) -> Double {
    deals.filter { deal in
      bars.times[deal.entryRow] <= times[period]
        && times[period] <= bars.times[deal.exitRow ?? deal.entryRow]
    }.reduce(0) { $0 + $1.quantity * $1.price * terms.point }
  }
}
