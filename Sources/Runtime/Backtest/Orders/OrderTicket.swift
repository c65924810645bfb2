/// One order that a rule places at the end of every bar, or of every bar on which `when` holds.
///
/// Without `limit` and `trigger` it is a market order. A limit order rests at its price; a trigger
/// order becomes a market order when the price gets there from the other side. Positions are left at
/// the close `hold` bars after the decision, at a stop or a target, when `until` holds, or when the
/// opposite order of the rule is filled.
///
/// - Unit: prices in the price's currency; `take` and `stop` fractions of the fill price; `hold` and
///   `life` bars.
public struct OrderTicket: Sendable {
  public let side: TradeSide
  /// Places the order where it is neither 0 nor missing; nil places it always.
  public var when: Expression?
  public var limit: Expression?
  public var trigger: Expression?
  /// A multiple of the size of an order; nothing is placed where it is not above zero.
  public var weight: Expression?
  public var take: Expression?
  public var stop: Expression?
  /// Leaves the position at the next fill after a bar on which it holds.
  public var until: Expression?
  public var hold: Int?
  /// Bars that the order works.
  public var life: Int

  public init(_ side: TradeSide, hold: Int? = nil, life: Int = 1) {
    (self.side, self.hold, self.life) = (side, hold, life)
  }

  /// Everything it is made of.
  public var parts: [Expression] {
    [when, limit, trigger, weight, take, stop, until].compactMap { $0 }
  }

  /// Whether positions are left when the opposite order is filled.
  var isNetted: Bool { hold == nil }
  var isMarket: Bool { limit == nil && trigger == nil }
  var needsRange: Bool { !isMarket || take != nil || stop != nil }

  /// - Throws: `Failure` naming the option that makes no sense.
  func validate() throws {
    if let hold, !(1...1_000_000).contains(hold) {
      throw Failure("hold must be 1 bar or more, not \(hold)", culprit: .parameter("hold"))
    }
    guard (1...1_000_000).contains(life) else {
      throw Failure("life must be 1 bar or more, not \(life)", culprit: .parameter("life"))
    }
    guard limit == nil || trigger == nil else {
      throw Failure(
        "an order has a limit or a trigger, not both", culprit: .parameter("trigger"))
    }
  }
}

/// The parts of a ticket by row of the frame.
struct TicketColumns: Sendable {
  let ticket: OrderTicket
  private let columns: [[Double]]
  /// Place in `columns` of each part, or the number that it is everywhere.
  private let places: [Part]

  private enum Part: Sendable {
    case none
    case number(Double)
    case column(Int)
  }

  /// The tickets of a rule, computed together.
  ///
  /// - Throws: `Failure` for a part that is no series of the frame; `Interrupted`.
  static func compute(
    _ tickets: [OrderTicket], on axis: Axis, _ evaluator: ColumnEvaluator
  ) throws -> [TicketColumns] {
    let all = tickets.flatMap(\.parts)
    for part in all {
      guard part.type.axis == nil || part.type.axis === axis else { throw Failure.otherFrame }
    }
    let values = try evaluator.values(of: all)
    var next = 0
    return tickets.map { ticket in
      var columns: [[Double]] = []
      let places = [
        ticket.when, ticket.limit, ticket.trigger, ticket.weight, ticket.take, ticket.stop,
        ticket.until,
      ].map { part -> Part in
        guard let part else { return .none }
        defer { next += 1 }
        guard part.type.axis != nil else { return .number(values[next].first ?? .nan) }
        columns.append(values[next])
        return .column(columns.count - 1)
      }
      return TicketColumns(ticket: ticket, columns: columns, places: places)
    }
  }

  private init(ticket: OrderTicket, columns: [[Double]], places: [Part]) {
    (self.ticket, self.columns, self.places) = (ticket, columns, places)
  }

  /// Hands the parts of several tickets over as memory.
  static func withViews<Result>(
    _ all: [TicketColumns], _ body: ([TicketView]) throws -> Result
  ) rethrows -> Result {
    try withBuffers(all.flatMap(\.columns)) { buffers in
      var first = 0
      let views = all.map { one in
        defer { first += one.columns.count }
        let cells = one.places.map { part in
          switch part {
          case .none: Cells(base: nil, number: .nan, isGiven: false)
          case .number(let number): Cells(base: nil, number: number, isGiven: true)
          case .column(let place):
            Cells(base: buffers[first + place].baseAddress, number: .nan, isGiven: true)
          }
        }
        return TicketView(one.ticket, cells)
      }
      return try body(views)
    }
  }
}

/// A column, or one number for all rows.
///
/// Unsafe: the address is valid inside `withViews` only, for rows of the axis.
struct Cells {
  let base: UnsafePointer<Double>?
  let number: Double
  let isGiven: Bool

  @inline(__always)
  subscript(row: Int) -> Double { base.map { $0[row] } ?? number }
}

/// A ticket whose parts can be read row by row.
struct TicketView {
  let side: TradeSide
  let sign: Double
  let hold: Int?
  let life: Int
  let isMarket: Bool
  let when: Cells
  let limit: Cells
  let trigger: Cells
  let weight: Cells
  let take: Cells
  let stop: Cells
  let until: Cells

  fileprivate init(_ ticket: OrderTicket, _ cells: [Cells]) {
    (side, sign, hold, life) = (ticket.side, ticket.side.sign, ticket.hold, ticket.life)
    isMarket = ticket.isMarket
    (when, limit, trigger, weight) = (cells[0], cells[1], cells[2], cells[3])
    (take, stop, until) = (cells[4], cells[5], cells[6])
  }

  /// Whether the order is just a limit for one bar and an exit by time, so that fills can be looked
  /// for in many rows at once.
  var isPlainLimit: Bool {
    limit.isGiven && !when.isGiven && !weight.isGiven && !take.isGiven && !stop.isGiven
      && !until.isGiven && life == 1 && hold != nil
  }

  /// Whether there is a stop, a target or a signal.
  var canLeaveEarly: Bool { take.isGiven || stop.isGiven || until.isGiven }

  /// Whether a bar asks to leave the position.
  @inline(__always)
  func asksToLeave(_ row: Int) -> Bool {
    let until = until[row]
    return until != 0 && !until.isNaN
  }

  /// The price that the size of an order is reckoned at.
  @inline(__always)
  func price(_ row: Int, close: Double) -> Double {
    limit.isGiven ? limit[row] : trigger.isGiven ? trigger[row] : close
  }
}

extension Failure {
  fileprivate static let otherFrame = Failure(
    "an order of the rule is made of series of another frame than the one that is traded",
    hint: "align joins the frames first")
}
