import Testing

@testable import Runtime

/// Books of weights against the slow portfolio, bar by bar.
@Suite struct WeightReferenceTests {
  @Test(arguments: 0..<20) func agrees(_ block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      guard try agree(WeightScenario(seed: UInt64(seed))) else { return }
    }
  }

  /// What is compared is worth comparing.
  @Test func scenariosGoEverywhere() throws {
    var (causes, exits) = (Set<String>(), Set<UInt8>())
    for seed in 0..<300 {
      let book = try WeightScenario(seed: UInt64(seed)).book()
      causes.formUnion(book.kills.map(\.cause.rawValue))
      exits.formUnion(book.trades.map(\.exit.rawValue))
    }
    #expect(causes.isSuperset(of: ["drawdown", "day", "fall", "sharpe", "margin"]))
    #expect(exits == [Trade.Exit.signal.rawValue, Trade.Exit.end.rawValue])
  }

  @Test(arguments: 0..<4) func agreesOnStocks(_ block: Int) throws {
    let path = TemporaryFile.repository + "/scripts/data/stocks5_daily.csv"
    let frame = try CSVReader.read(path: path)
    for seed in (block * 5)..<(block * 5 + 5) {
      let scenario = WeightScenario(seed: UInt64(seed + 10_000)) { random in
        MarketBars(frame, symbols: frame.axis.symbols, from: 0.8 * random.uniform(), count: 150)
      }
      guard try agree(scenario) else { return }
    }
  }

  /// - Returns: Whether nothing is wrong.
  private func agree(_ scenario: WeightScenario) throws -> Bool {
    let book = try scenario.book()
    let slow = SlowPortfolio(
      scenario, days: book.periods.dayOfPeriod.map { Int($0) },
      daysPerYear: book.periods.daysPerYear)
    guard book.kills == slow.kills else {
      Issue.record("\(book.kills) instead of \(slow.kills): \(scenario)")
      return false
    }
    let (equity, cash, flows) = (book.equity, book.cash, book.flows)
    let units = book.positions
    for (period, expected) in slow.periods.enumerated() {
      let pairs = [
        (equity[period], expected.equity), (cash[period], expected.cash),
        (book.exposure.long[period], expected.long), (book.exposure.short[period], expected.short),
        (flows.costs[period], expected.costs + expected.carry),
        (flows.carry[period], expected.carry),
        (flows.traded[period], expected.traded),
      ]
      let scale = max(1, abs(expected.equity), expected.long - expected.short)
      let rows = slow.rows(of: period)
      let areUnitsEqual = rows.allSatisfy { part, row in
        abs(units[row] - expected.units[part]) <= 1e-9 * max(1, abs(units[row]))
      }
      guard areUnitsEqual, pairs.allSatisfy({ abs($0.0 - $0.1) <= 1e-9 * scale }) else {
        Issue.record("period \(period): \(pairs), units equal \(areUnitsEqual): \(scenario)")
        return false
      }
    }
    return true
  }
}

extension SlowPortfolio {
  /// Parts with a bar in a period, and its row.
  func rows(of period: Int) -> [(Int, Int)] {
    parts.enumerated().compactMap { part, rows in
      rows.first { bars.times[$0] == times[period] }.map { (part, $0) }
    }
  }
}
