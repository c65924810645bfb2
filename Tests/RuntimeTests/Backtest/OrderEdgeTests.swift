import Testing

@testable import Runtime

/// What comes first within a bar, and what an exit costs: cases worked out by hand.
@Suite struct OrderEdgeTests {
  typealias Row = (Double, Double, Double, Double, Double)

  /// A bar of open, high, low, close with trading.
  static func bar(_ open: Double, _ high: Double, _ low: Double, _ close: Double) -> Row {
    (open, high, low, close, 1)
  }

  /// Bars that stand still at 100.
  static func still(_ count: Int) -> [Row] { (0..<count).map { _ in bar(100, 101, 99, 100) } }

  static func order(
    _ side: TradeSide, at rows: Set<Int>, of count: Int, hold: Int? = nil,
    _ change: (inout PlainOrder) -> Void = { _ in }
  ) -> PlainOrder {
    var order = PlainOrder(side, hold: hold)
    order.when = (0..<count).map { rows.contains($0) ? 1 : 0 }
    change(&order)
    return order
  }

  static func book(
    _ rows: [Row], _ orders: [PlainOrder], _ change: (inout Execution) -> Void = { _ in }
  ) throws -> Book {
    var terms = Execution()
    terms.size = .units(1)
    change(&terms)
    return try Backtest.run(orders, on: MarketBars(rows: rows), terms: terms)
  }

  private func all(_ value: Double, _ count: Int) -> [Double] {
    .init(repeating: value, count: count)
  }

  @Test func targetThatIsOnlyReachedIsNotFilled() throws {
    // The third bar opens at the target and goes no higher, the fourth trades through it.
    let rows =
      Self.still(2) + [Self.bar(125, 125, 104, 105), Self.bar(105, 126, 104, 110)] + Self.still(2)
    let order = Self.order(.long, at: [0], of: 6) { $0.take = self.all(0.25, 6) }
    let book = try Self.book(rows, [order])
    #expect(book.trades.map(\.exitRow) == [3])
    #expect(book.trades.map(\.exit) == [.take])
    #expect(try Self.book(rows, [order]) { $0.touch = .fill }.trades.map(\.exitRow) == [2])
  }

  @Test func stopWorksWhileASignalWaits() throws {
    // Bar 4 asks to leave, which a delay of two bars puts off to bar 7; bar 5 falls through the stop.
    let rows = Self.still(5) + [Self.bar(100, 100, 85, 95)] + Self.still(4)
    let order = Self.order(.long, at: [0], of: 10) {
      $0.stop = self.all(0.1, 10)
      $0.until = (0..<10).map { $0 == 4 ? 1 : 0 }
    }
    let book = try Self.book(rows, [order]) { $0.delay = 2 }
    #expect(book.trades.map(\.entryRow) == [3])
    #expect(book.trades.map(\.exit) == [.stop])
    #expect(book.trades.map(\.exitPrice) == [90])
  }

  @Test func stopComesBeforeTheClose() throws {
    let rows = Self.still(3) + [Self.bar(100, 100, 85, 95)] + Self.still(3)
    let order = Self.order(.long, at: [0], of: 7) {
      $0.stop = self.all(0.1, 7)
      $0.until = [0, 0, 1, 0, 0, 0, 0]
    }
    let opposite = Self.order(.short, at: [2], of: 7)
    #expect(try Self.book(rows, [order]) { $0.fill = .close }.trades.map(\.exit) == [.stop])
    var quiet = order
    quiet.until = nil
    let turned = try Self.book(rows, [quiet, opposite]) { $0.fill = .close }
    #expect(turned.trades.map(\.exit) == [.stop, .end])
    #expect(turned.trades.map(\.entryRow) == [1, 3])
  }

  @Test func openComesBeforeTheLimitOfTheSameBar() throws {
    // Sold at the open of bar 1 and bought back lower in it: a long remains.
    let rows = [Self.bar(100, 101, 99, 100), Self.bar(100, 101, 90, 96)] + Self.still(2)
    let buy = Self.order(.long, at: [0], of: 4) { $0.limit = self.all(95, 4) }
    let sell = Self.order(.short, at: [0], of: 4)
    let book = try Self.book(rows, [buy, sell])
    #expect(book.trades.map(\.side) == [.short, .long])
    #expect(book.trades.map(\.exitRow) == [1, 3])
    #expect(book.trades.map(\.exitPrice) == [95, 100])
  }

  @Test func oppositeLimitPaysAsALimit() throws {
    let rows = Self.still(2) + [Self.bar(100, 106, 99, 105)] + Self.still(2)
    let buy = Self.order(.long, at: [0], of: 5)
    let sell = Self.order(.short, at: [1], of: 5) { $0.limit = self.all(105, 5) }
    let book = try Self.book(rows, [buy, sell]) { ($0.maker, $0.taker) = (0.001, 0.01) }
    let money = book.money(try #require(book.trades.first))
    #expect(book.trades.map(\.exit) == [.signal, .end])
    #expect(abs(money.entryFee - 1) < 1e-12 && abs(money.exitFee - 0.105) < 1e-12)
  }

  @Test func barsThroughWhichAPositionIsHeld() throws {
    // Entered at the open of bar 1; left at the open of bar 3, at the close of bar 3.
    let signal = Self.order(.long, at: [0], of: 6) { $0.until = [0, 0, 1, 0, 0, 0] }
    let timed = Self.order(.long, at: [0], of: 6, hold: 3)
    func held(_ order: PlainOrder, _ fill: Execution.Fill) throws -> [Int] {
      try Self.book(Self.still(6), [order]) { ($0.fill, $0.funding) = (fill, 0.01) }.trades
        .map(\.barsHeld)
    }
    #expect(try held(signal, .open) == [2])
    #expect(try held(timed, .open) == [3])
    #expect(try held(signal, .close) == [2])
    #expect(try held(timed, .close) == [2])
    let book = try Self.book(Self.still(6), [signal]) { $0.funding = 0.01 }
    #expect(abs(book.summary.carry - 2) < 1e-12)
    #expect(book.net.map { ($0 * 1e9).rounded() / 1e9 } == [0, -1, -1, 0, 0, 0])
  }

  @Test func exitWithoutAnyPriceSinceTheEntry() throws {
    // Filled between low and high of a bar without a close, after which there is none.
    var rows = Self.still(2) + [Self.bar(100, 101, 90, .nan)]
    rows += [(Double.nan, .nan, .nan, .nan, 0), (Double.nan, .nan, .nan, .nan, 0)]
    for hold in [2, nil] {
      let order = Self.order(.long, at: [1], of: 5, hold: hold) { $0.limit = self.all(95, 5) }
      let book = try Self.book(rows, [order])
      #expect(book.trades.map(\.exitPrice) == [95])
      #expect(book.equity.allSatisfy { $0.isFinite })
    }
  }

  @Test func symbolThatStopsTradingBeforeItEndsIsLeftWithALoss() throws {
    var bars = MarketBars(rows: Self.still(12))
    bars.segments = [
      Axis.Segment(symbol: "A", rows: 0..<7), Axis.Segment(symbol: "B", rows: 7..<12),
    ]
    for row in 7..<12 { bars.times[row] = bars.times[row - 7] }
    for row in 9..<12 { bars.volume[row] = 0 }
    var terms = Execution()
    (terms.size, terms.delist) = (.units(1), 0.5)
    let order = Self.order(.long, at: [7], of: 12, hold: 3)
    let book = try Backtest.run([order], on: bars, terms: terms)
    #expect(book.trades.map(\.exitPrice) == [50])
    #expect(book.trades.map(\.exitRow) == [11])
  }

  @Test func stopAboveTheOpenOfItsEntryIsNoBetterPrice() throws {
    // Bought a percent above the open, so that a stop half a percent below lies above it.
    let order = Self.order(.long, at: [0], of: 4, hold: 3) { $0.stop = self.all(0.005, 4) }
    let book = try Self.book(Self.still(4), [order]) { $0.slippage = 0.01 }
    #expect(book.trades.map(\.exitPrice) == [99])
  }
}
