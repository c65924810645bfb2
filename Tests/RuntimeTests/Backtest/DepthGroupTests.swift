import Testing

@testable import Runtime

/// Resting orders by their distance from the close against plain loops.
@Suite struct DepthGroupTests {
  private func book(_ seed: UInt64) throws -> Book {
    let bars = MarketBars(symbols: 2, periods: 300, seed: seed)
    return try Backtest.run(
      prediction: bars.predictions(seed: seed), frame: bars.frame(), rule: LimitOrderRule())
  }

  @Test(arguments: [1, 4, 10, 1_000_000]) func groupsHoldAllOrders(count: Int) throws {
    let book = try book(3)
    let groups = try book.depthGroups(count)
    let orders = try book.orders()
    #expect(groups.count <= count && groups.map(\.orders).reduce(0, +) == orders.count)
    #expect(zip(groups, groups.dropFirst()).allSatisfy { $0.depth <= $1.depth })
    func total(_ value: (DepthGroup) -> Double) -> Double {
      groups.reduce(0) { $0 + value($1) * Double($1.orders) }
    }
    #expect(abs(total(\.hardFill) - Double(book.counts.fills)) < 1e-6)
    let net = book.trades.reduce(0) { $0 + book.money(of: $1).netReturn }
    #expect(abs(total(\.hardProfit) - net) < 1e-9)
    let soft = try #require(book.soft)
    // Smooth figures are known of most orders, and one of which they are not takes none away.
    let known = orders.filter { !soft.fills[$0.row].isNaN }
    #expect(known.count < orders.count && known.count > orders.count / 2)
    guard groups.count < 20 else { return }
    #expect(groups.allSatisfy { (0...1).contains($0.softFill) && $0.softProfit.isFinite })
    guard groups.count == 1 else { return }
    let mean = known.reduce(0) { $0 + soft.fills[$1.row] } / Double(known.count)
    #expect(abs(groups[0].softFill - mean) < 1e-12)
  }

  /// Four orders 0, 1, 2 and 8 % under the close, of which the bars after them reach two.
  @Test func groupsByHand() throws {
    let bars = MarketBars(rows: [
      (100, 101, 99, 100, 1), (100, 101, 98.5, 100, 1), (100, 101, 97, 100, 1),
      (100, 101, 99, 100, 1), (100, 101, 96, 100, 1), (100, 101, 99, 100, 1),
    ])
    var rule = LimitOrderRule(side: .long, hold: 1)
    (rule.entryFee, rule.exitFee) = (0, 0)
    let book = try Backtest.run(
      prediction: [0.01, 0.02, 0.005, 0.08, .nan, .nan], frame: bars.frame(), rule: rule)
    // Limits 99 (reached by 98.5), 98 (by 97), 99.5 (by 99), 92 (by none); all leave at 100.
    let groups = try book.depthGroups(2)
    #expect(groups.map(\.orders) == [2, 2])
    #expect(abs(groups[0].depth - 0.0075) < 1e-12 && abs(groups[1].depth - 0.05) < 1e-12)
    #expect(groups.map(\.hardFill) == [1, 0.5])
    let near: Double = (100 / 99.0 - 1 + 100 / 99.5 - 1) / 2
    let far: Double = (100 / 98.0 - 1) / 2
    #expect(groups.map(\.hardProfit).isNear([near, far]))
  }

  @Test func marketOrdersAndWeightsRestNowhere() throws {
    let book = try OrderEdgeTests.book(
      OrderEdgeTests.still(6), [OrderEdgeTests.order(.long, at: [1], of: 6, hold: 2)])
    #expect(book.trades.count == 1)
    #expect(try book.depthGroups().isEmpty)
    let bars = MarketBars(rows: OrderEdgeTests.still(6))
    let weights = try Backtest.weights(
      [1, 1, 1, 1, 1, 1], frame: bars.frame(), terms: Execution())
    #expect(try weights.depthGroups().isEmpty)
    #expect(try self.book(3).depthGroups(0).isEmpty)
  }
}
