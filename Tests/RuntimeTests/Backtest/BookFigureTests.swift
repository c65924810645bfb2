import Testing

@testable import Runtime

/// The figures of a book on markets simple enough to work out by hand.
@Suite struct BookFigureTests {
  private static let day: Int64 = 86_400_000_000_000

  /// Closes one bar apart in time; every bar trades from 10 % under to 10 % over its close.
  private func frame(
    _ closes: [Double], step: Int64, symbols: [String] = [""], isDaily: Bool = false
  ) -> Frame {
    let count = closes.count
    let times = (0..<count).map { Int64($0) * step }
    let segments = symbols.enumerated().map {
      Axis.Segment(symbol: $1, rows: ($0 * count)..<(($0 + 1) * count))
    }
    let all = symbols.flatMap { _ in times }
    let axis = Axis(
      times: all, known: all.map { $0 + step }, segments: segments, isDaily: isDaily)
    func column(_ name: String, _ factor: Double) -> Frame.Field {
      let values = symbols.flatMap { _ in closes.map { $0 * factor } }
      return Frame.Field(name: name, original: name, column: .numbers(values))
    }
    return Frame(
      axis: axis, fields: [column("low", 0.9), column("high", 1.1), column("close", 1)],
      source: "test")
  }

  private func book(_ frame: Frame, hold: Int, capital: Double? = nil) throws -> Book {
    var rule = LimitOrderRule(side: .long, hold: hold)
    rule.capital = capital
    return try Backtest.run(
      prediction: Array(repeating: 0, count: frame.rowCount), frame: frame, rule: rule)
  }

  @Test func daysOfAYearAreCounted() throws {
    let hourly = frame((0..<240).map { 100 + Double($0 % 7) }, step: MarketBars.hour)
    #expect(try book(hourly, hold: 4).periods.daysPerYear == 365.25)
    #expect(try book(hourly, hold: 4).periods.dayTimes.count == 10)
    let weekly = frame(
      (0..<60).map { 100 + Double($0 % 7) }, step: 7 * Self.day, isDaily: true)
    #expect(abs(try book(weekly, hold: 1).periods.daysPerYear - 365.25 / 7) < 1e-12)
  }

  @Test func daysAreThoseOfTheExchange() {
    // 23:00 to 01:00 UTC is 18:00 to 20:00 in New York: one day there, two in UTC.
    let times = (0..<4).map { 23 * MarketBars.hour + Int64($0) * MarketBars.hour / 2 }
    let known = times.map { $0 + MarketBars.hour / 2 }
    func days(_ zone: String) -> Int {
      let axis = Axis(times: times, known: known, zone: zone)
      return PeriodAxis(axis: axis, ranges: [0..<4]).dayTimes.count
    }
    #expect(days("UTC") == 2)
    #expect(days("America/New_York") == 1)
  }

  @Test func barsOfADayAddUpToOneReturn() throws {
    let book = try book(
      frame((0..<72).map { 100 + Double($0 * $0 % 11) }, step: MarketBars.hour), hold: 4)
    #expect(book.dailyReturns.returns.count == 3)
    for day in 0..<3 {
      let sum = book.net[(day * 24)..<(day * 24 + 24)].reduce(0, +)
      #expect(abs(book.dailyReturns.returns[day] - sum / book.capital) < 1e-15)
    }
  }

  @Test func symbolsAreSummedBeforeAnythingElse() throws {
    let closes = (0..<40).map { 100 + Double($0 * $0 % 13) }
    let one = try book(frame(closes, step: Self.day, isDaily: true), hold: 3)
    let two = try book(
      frame(closes, step: Self.day, symbols: ["A", "B"], isDaily: true), hold: 3)
    #expect(two.periods.count == 40)
    #expect(zip(one.net, two.net).allSatisfy { abs(2 * $0 - $1) < 1e-12 })
    #expect(two.summary.peakCapital == 2 * one.summary.peakCapital)
    let (a, b) = (try #require(one.figure("sharpe")), try #require(two.figure("sharpe")))
    #expect(abs(a - b) < 1e-12)
    #expect(two.symbols == ["A", "B"])
    #expect(zip(two.bySymbol[0].cumulative, one.cumulative).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func capitalScalesReturnsAndLeavesSharpeAlone() throws {
    let data = frame(
      (0..<50).map { 100 + Double($0 * $0 % 13) }, step: Self.day, isDaily: true)
    let peak = try book(data, hold: 3)
    let allotted = try book(data, hold: 3, capital: 3000)
    #expect(peak.capital == 300)
    #expect(peak.summary.peakCapital == allotted.summary.peakCapital)
    let totals = (
      try #require(peak.figure("total_return")), try #require(allotted.figure("total_return"))
    )
    #expect(abs(totals.0 - 10 * totals.1) < 1e-12)
    let ratios = (try #require(peak.figure("sharpe")), try #require(allotted.figure("sharpe")))
    #expect(abs(ratios.0 - ratios.1) < 1e-9)
    #expect(abs(totals.0 - peak.summary.netProfit / 300) < 1e-12)
    #expect(!allotted.notes.contains { $0.contains("allotted") })
    #expect(try book(data, hold: 3, capital: 200).notes.contains { $0.contains("allotted") })
  }

  @Test func drawdownIsMarkedBetweenEntryAndExit() throws {
    // Bought at 100, marked at 80 on the way, sold at 120: the fall shows though the trade wins.
    let data = frame([100, 100, 80, 120], step: Self.day, isDaily: true)
    var rule = LimitOrderRule(side: .long, hold: 3)
    (rule.entryFee, rule.exitFee) = (0, 0)
    let book = try Backtest.run(prediction: [0, .nan, .nan, .nan], frame: data, rule: rule)
    #expect(book.net == [0, 0, -20, 40])
    #expect(book.equity == [100, 100, 80, 120])
    #expect(book.holdings == [0, 100, 80, 0])
    let fall = try #require(book.maxDrawdown)
    #expect(abs(fall.depth + 0.2) < 1e-15)
    #expect(fall.peak == Self.day && fall.trough == 2 * Self.day && fall.recovery == 3 * Self.day)
    #expect(book.figure("win_rate") == 1.0 / 3)
    #expect(book.figure("trade_win_rate") == 1)
    #expect(book.figure("exposure") == 0.75)
    #expect(book.figure("time_in_market") == 0.75)
    #expect(abs(try #require(book.figure("turnover")) - 220.0 / 4 / 75) < 1e-15)
  }

  @Test func netOfCostsIsBelowGross() throws {
    let book = try book(
      frame((0..<80).map { 100 + Double($0 * $0 % 13) }, step: Self.day, isDaily: true), hold: 2)
    let (net, gross) = (
      try #require(book.figure("sharpe")), try #require(book.figure("sharpe_gross"))
    )
    #expect(net < gross)
    #expect(try #require(book.figure("sharpe_se")) > 0)
  }

  @Test func namesAreUniqueAndDescribed() {
    let names = BookFigure.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(BookFigure.all.allSatisfy { !$0.unit.isEmpty && !$0.summary.isEmpty })
    for needed in ["fill_rate", "expected_profit", "soft.expected_profit", "sharpe", "sharpe_se"] {
      #expect(names.contains(needed))
    }
  }
}
