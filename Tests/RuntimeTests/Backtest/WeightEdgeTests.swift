import Testing

@testable import Runtime

/// Books of weights at the edges of their data: cases worked out by hand.
@Suite struct WeightEdgeTests {
  /// Symbols of equal length, a price per bar: opens, lows, highs and closes alike.
  private func bars(_ prices: [[Double]]) -> MarketBars {
    var bars = MarketBars(
      rows: prices.flatMap { $0 }.map { ($0, $0, $0, $0, 1) })
    let count = prices[0].count
    bars.segments = prices.indices.map {
      Axis.Segment(symbol: "S\($0)", rows: ($0 * count)..<(($0 + 1) * count))
    }
    for row in bars.times.indices { bars.times[row] = Int64(row % count) * MarketBars.hour }
    return bars
  }

  private func book(
    _ targets: [Double], _ bars: MarketBars, ranges: [Range<Int>]? = nil,
    _ change: (inout Execution) -> Void = { _ in }
  ) throws -> Book {
    var terms = Execution()
    (terms.capital, terms.compounds) = (1000, true)
    change(&terms)
    return try Backtest.weights(targets, frame: bars.frame(), ranges: ranges, terms: terms)
  }

  @Test func nothingIsHeldBetweenStretches() throws {
    // The price doubles between the two stretches, of which the book knows nothing.
    let bars = bars([[100, 100, 100, 300, 300, 200, 200, 200, 400]])
    let targets = [1, .nan, .nan, .nan, .nan, 1, .nan, .nan, .nan]
    let book = try book(targets, bars, ranges: [0..<3, 5..<9]) {
      ($0.taker, $0.delist) = (0.01, 0.5)
    }
    #expect(book.positions == [0, 10, 0, 0, 0, 0, 4.9, 4.9, 4.9])
    let expected = [1000, 990, 980, 980, 970.2, 970.2, 1950.2]
    #expect(zip(book.equity, expected).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(book.trades.map(\.exit) == [.end])
  }

  @Test func stretchesThatTouchAreTwoStretches() throws {
    let bars = bars([[100, 100, 110, 110, 121, 121]])
    let book = try book(.init(repeating: 1, count: 6), bars, ranges: [0..<3, 3..<6])
    #expect(book.net.map { $0.rounded() } == [0, 0, 100, 0, 0, 0])
    #expect(book.positions.map { $0 != 0 } == [false, true, false, false, true, true])
  }

  @Test func aTradeGoesFromFlatToFlat() throws {
    // Half is left at 110 and bought back at 100, all left at 120; then short at 90.
    let bars = bars([[100, 100, 110, 100, 120, 90, 90]])
    let book = try book([1, 0.5, 1, 0, -1, 0, .nan], bars)
    #expect(book.trades.count == 2)
    let first = book.trades[0]
    #expect(first.entryRow == 1 && first.exitRow == 4 && first.side == .long)
    let gained = book.trades.reduce(0) { $0 + book.money(of: $1).netProfit }
    #expect(abs(gained - book.summary.netProfit) < 1e-9)
    #expect(book.trades[1].side == .short && book.trades[1].fillPrice == 90)
  }

  @Test func positionsThatStayTakeUpLeverage() throws {
    // Half is held of the first symbol, of which nothing more is said; all is wanted of the second.
    let bars = bars([.init(repeating: 100, count: 4), .init(repeating: 50, count: 4)])
    let targets = [0.5, .nan, .nan, .nan, .nan, 1, .nan, .nan]
    let book = try book(targets, bars) { $0.leverage = 1 }
    #expect(book.exposure.long == [0, 500, 1000, 1000])
  }

  @Test func nothingIsLeftOfPositionsThatAreLeft() throws {
    // Three symbols end while a fourth one, of which nothing is wanted, goes on.
    var bars = bars((0..<4).map { [Double](repeating: 10 / (3 + Double($0)), count: 6) })
    var targets = [Double](repeating: 0.1, count: 24)
    for row in 18..<24 { targets[row] = 0 }
    for row in [23, 22, 17, 16, 11, 10, 5, 4] where row < 18 {
      bars = bars.without(row)
      targets.remove(at: row)
    }
    let book = try book(targets, bars)
    #expect(book.periods.count == 6 && book.exposure.invested[2] > 299)
    #expect(Array(book.exposure.invested[3...]) == [0, 0, 0])
  }

  @Test func turnedPositionsBelongToBothSides() throws {
    // Long from 100 to 110, then short from 110 to 99, in one symbol.
    var bars = bars([[100, 100, 110, 99, 99]])
    bars.open[2] = 105
    let book = try book([1, -1, .nan, 0, .nan], bars) { $0.taker = 0.001 }
    let symbol = book.bySymbol[0]
    #expect(abs(symbol.long - book.summary.longProfit) < 1e-9)
    #expect(abs(symbol.short - book.summary.shortProfit) < 1e-9)
    #expect(symbol.long > 40 && symbol.short > 40)
  }

  @Test func carryIsSharedOutAmongSymbols() throws {
    let bars = bars([.init(repeating: 100, count: 4), .init(repeating: 50, count: 4)])
    let targets = [0.5, 0.5, 0.5, 0.5, -0.5, -0.5, -0.5, -0.5]
    let book = try book(targets, bars) { ($0.funding, $0.borrow) = (0.001, 0.5) }
    let symbols = book.bySymbol
    #expect(symbols[0].costs > 0.9 && symbols[1].costs > symbols[0].costs)
    let net = zip(symbols[0].net, symbols[1].net).map { $0 + $1 }
    #expect(zip(net, book.net).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(symbols[0].costs + symbols[1].costs - book.summary.costs) < 1e-12)
  }
}

extension MarketBars {
  /// The bars less one row, taken out of its symbol.
  fileprivate func without(_ row: Int) -> MarketBars {
    var bars = self
    bars.times.remove(at: row)
    for column in [\MarketBars.open, \.high, \.low, \.close, \.volume] {
      bars[keyPath: column].remove(at: row)
    }
    bars.segments = segments.map { segment in
      let lower = segment.rows.lowerBound - (segment.rows.lowerBound > row ? 1 : 0)
      let upper = segment.rows.upperBound - (segment.rows.upperBound > row ? 1 : 0)
      return Axis.Segment(symbol: segment.symbol, rows: lower..<upper)
    }
    return bars
  }
}
