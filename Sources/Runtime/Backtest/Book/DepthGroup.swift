/// Orders that rest about as far from the close, and what became of them, hard and smooth.
public struct DepthGroup: Sendable, Equatable {
  /// Mean distance from the close at the decision, as a fraction of it.
  public let depth: Double
  public let orders: Int
  /// Share of them that was filled, and mean smooth fill; of the smooth figures over the orders of which
  /// they are known, which those at missing bars and at the end of a part are not.
  public let hardFill: Double
  public let softFill: Double
  /// Net return per order placed.
  public let hardProfit: Double
  public let softProfit: Double
}

extension Book {
  /// Resting orders in so many groups of about equal number, the nearest first.
  ///
  /// - Edge cases: none for market orders and weights; smooth figures are missing where the rule has
  ///   no smooth form.
  /// - Throws: `Interrupted`: orders are traded once more.
  /// - Complexity: O(n log n) in the number of orders.
  public func depthGroups(_ count: Int = 10) throws -> [DepthGroup] {
    let closes = self.closes
    let orders = try orders().filter { $0.price > 0 && closes[$0.row] > 0 }
      .map { (order: $0, depth: abs($0.price / closes[$0.row] - 1)) }
      .sorted { ($0.depth, $0.order.row) < ($1.depth, $1.order.row) }
    guard !orders.isEmpty, count > 0 else { return [] }
    var profits: [DecisionKey: Double] = [:]
    for trade in trades { profits[DecisionKey(trade), default: 0] += money(of: trade).netReturn }
    let size = max(1, (orders.count + count - 1) / count)
    return stride(from: 0, to: orders.count, by: size).map { start in
      group(orders[start..<min(orders.count, start + size)], profits)
    }
  }

  private func group(
    _ orders: ArraySlice<(order: OrderRecord, depth: Double)>, _ profits: [DecisionKey: Double]
  ) -> DepthGroup {
    let number = Double(orders.count)
    func mean(_ value: (OrderRecord) -> Double) -> Double {
      orders.reduce(0) { $0 + value($1.order) } / number
    }
    func knownMean(_ column: [Double]?) -> Double {
      let known = orders.map { Self.cell(column, $0.order.row) }.filter { !$0.isNaN }
      return known.reduce(0, +).dividedUnlessZero(by: Double(known.count))
    }
    let soft = self.soft
    return DepthGroup(
      depth: orders.reduce(0) { $0 + $1.depth } / number, orders: orders.count,
      hardFill: mean { $0.fillPrice.isNaN ? 0 : 1 },
      softFill: knownMean(soft?.fills),
      hardProfit: mean { profits[DecisionKey($0)] ?? 0 },
      softProfit: knownMean(soft?.profits))
  }

  private static func cell(_ column: [Double]?, _ row: Int) -> Double {
    guard let column, column.indices.contains(row) else { return .nan }
    return column[row]
  }
}

/// What tells an order from the others, and finds its trade.
private struct DecisionKey: Hashable {
  let symbol: Int
  let row: Int
  let ticket: Int

  init(_ trade: Trade) {
    (symbol, row, ticket) = (Int(trade.symbol), Int(trade.decisionRow), Int(trade.ticket))
  }

  init(_ order: OrderRecord) { (symbol, row, ticket) = (order.symbol, order.row, order.ticket) }
}
