@testable import Runtime

/// An order of a rule as plain columns, for the slow reference and for the engine alike.
struct PlainOrder {
  var side: TradeSide
  var hold: Int?
  var life = 1
  var when: [Double]?
  var limit: [Double]?
  var trigger: [Double]?
  var weight: [Double]?
  var take: [Double]?
  var stop: [Double]?
  var until: [Double]?

  init(_ side: TradeSide, hold: Int? = nil) { (self.side, self.hold) = (side, hold) }

  var isMarket: Bool { limit == nil && trigger == nil }
  /// Whether it asks for lows and highs.
  var readsRange: Bool { !isMarket || stop != nil || take != nil }

  func ticket(on frame: Frame) -> OrderTicket {
    func column(_ values: [Double]?) -> Expression? {
      values.map { Expression(column: .numbers($0), name: "x", axis: frame.axis) }
    }
    var ticket = OrderTicket(side, hold: hold, life: life)
    (ticket.when, ticket.limit, ticket.trigger) = (column(when), column(limit), column(trigger))
    (ticket.weight, ticket.take) = (column(weight), column(take))
    (ticket.stop, ticket.until) = (column(stop), column(until))
    return ticket
  }
}

extension PlainOrder: CustomStringConvertible {
  var description: String {
    let kind = limit != nil ? "limit" : trigger != nil ? "trigger" : "market"
    let parts = [
      ("when", when), ("weight", weight), ("take", take), ("stop", stop), ("until", until),
    ]
    let given = parts.filter { $0.1 != nil }.map(\.0)
    return "\(side) \(kind) hold \(hold.map(String.init) ?? "-") life \(life) \(given)"
  }
}

extension Backtest {
  static func run(
    _ orders: [PlainOrder], on bars: MarketBars, ranges: [Range<Int>]? = nil, terms: Execution
  ) throws -> Book {
    let frame = bars.frame()
    return try Backtest.orders(
      orders.map { $0.ticket(on: frame) }, frame: frame, ranges: ranges, terms: terms,
      values: ColumnEvaluator(threads: 1))
  }
}
