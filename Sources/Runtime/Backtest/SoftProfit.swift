/// The smooth profit of a rule's decisions, as graph: what a network is trained on, and what a book
/// sets beside its hard result.
///
/// Of an order to buy at `P` (sell: mirrored) with the next low `L1`, the close `C0` of the decision
/// and the close `X` at the end of the hold: `fill = sigmoid(k (P - L1) / C0)`, `net = (X - P) / P -
/// fees`, `profit = weight * fill * net`. A market order is filled for sure. Of a target weight `w` held
/// from one fill to the fill `horizon` bars later, whose prices rise by `r`:
/// `profit = w r - 2 cost |w|`.
///
/// - Unit: fractions of the value of one decision.
/// - Source: the two-stage limit-order system (S1) for limit orders.
public struct SoftProfit: Sendable {
  /// Numbers that a training may change on the way.
  public struct Numbers: Sendable {
    public let steepness: Expression
    /// Paid on the value of an entry by a limit order, and of an exit or any other entry.
    public let entryFee: Expression
    public let exitFee: Expression

    public init(steepness: Expression, entryFee: Expression, exitFee: Expression) {
      (self.steepness, self.entryFee, self.exitFee) = (steepness, entryFee, exitFee)
    }

    /// The numbers of a backtest's terms.
    public init(_ terms: Execution, isLimit: Bool) {
      let market = terms.taker + terms.slippage
      self.init(
        steepness: Expression(constant: terms.fillSteepness),
        entryFee: Expression(constant: isLimit ? terms.maker : market),
        exitFee: Expression(constant: market))
    }
  }

  /// Per decision, summed over the orders of the rule: what a network is trained on.
  public let profit: Expression
  /// What a book counts, by the order that is placed and without its weight; nil for target weights.
  private let placed: Placed?
  /// Whether the next bar reached the order, and the net return if it did; nil where nothing rests.
  public let reached: (fill: Expression, net: Expression)?

  /// Sums over the orders of a decision.
  private struct Placed {
    /// How many are placed: smooth where `when` is.
    var count: Expression
    var profit: Expression
    /// Nil where nothing rests.
    var fill: Expression?

    var columns: [Expression] { [profit, count] + [fill].compactMap { $0 } }

    func adding(_ other: Placed) throws -> Placed {
      Placed(
        count: try .add(count, other.count), profit: try .add(profit, other.profit),
        fill: try fill.map { one in try other.fill.map { try .add(one, $0) } ?? one }
          ?? other.fill)
    }
  }

  // MARK: Orders

  /// - Throws: `Failure` for orders without a holding time, which have no smooth form.
  public static func orders(
    _ tickets: [OrderTicket], frame: Frame, terms: Execution, _ numbers: Numbers
  ) throws -> SoftProfit {
    guard let first = tickets.first else { throw Failure("the rule places no order") }
    let order = try Order(first, frame, terms, numbers)
    var (profit, placed, reached) = (order.profit, order.placed, order.reached)
    for ticket in tickets.dropFirst() {
      let next = try Order(ticket, frame, terms, numbers)
      profit = try .add(profit, next.profit)
      placed = try placed.adding(next.placed)
      reached = reached ?? next.reached
    }
    return SoftProfit(profit: profit, placed: placed, reached: reached)
  }

  /// One order of the rule.
  private struct Order {
    let profit: Expression
    let placed: Placed
    let reached: (fill: Expression, net: Expression)?

    init(
      _ ticket: OrderTicket, _ frame: Frame, _ terms: Execution, _ numbers: Numbers
    ) throws {
      guard let hold = ticket.hold else { throw Failure.noHold }
      let columns = Columns(frame, terms)
      let sign = ticket.side.sign
      let exit = try columns.after("close", hold + terms.delay)
      let entry = try ticket.limit ?? ticket.trigger ?? columns.marketFill()
      let change = try Expression.subtract(exit, entry)
      let gain = try Expression.divide(sign > 0 ? change : .negate(change), entry)
      let entryFee = ticket.limit == nil ? numbers.exitFee : numbers.entryFee
      let net = try Expression.subtract(gain, .add(entryFee, numbers.exitFee))
      let distance = ticket.isMarket ? nil : try columns.distance(ticket, entry, sign)
      reached = try distance.map { (try .greaterOrEqual($0, Expression(constant: 0)), net) }
      let fill = try distance.map { distance in
        let scaled = try Expression.divide(distance, columns.column("close"))
        return try Expression.sigmoid(.multiply(numbers.steepness, scaled))
      }
      let value = try fill.map { try Expression.multiply($0, net) } ?? net
      profit = try Self.product([ticket.when, ticket.weight, value])
      let isWeighed = try ticket.weight.map { try Expression.greater($0, Expression(constant: 0)) }
      let chosen = [ticket.when, isWeighed]
      placed = Placed(
        count: try Self.product(chosen), profit: try Self.product(chosen + [value]),
        fill: try fill.map { try Self.product(chosen + [$0]) })
    }

    private static func product(_ factors: [Expression?]) throws -> Expression {
      let given = factors.compactMap { $0 }
      guard let first = given.first else { return Expression(constant: 1) }
      return try given.dropFirst().reduce(first) { try .multiply($0, $1) }
    }
  }

  /// The bars after a decision, as columns.
  private struct Columns {
    let frame: Frame
    let terms: Execution

    init(_ frame: Frame, _ terms: Execution) { (self.frame, self.terms) = (frame, terms) }

    func column(_ name: String) throws -> Expression {
      guard let column = frame.expression(name) else { throw Failure.noColumn(name, frame.names) }
      return column
    }

    /// A column so many bars after the decision.
    func after(_ name: String, _ bars: Int) throws -> Expression {
      bars == 0 ? try column(name) : try .lag(column(name), -bars)
    }

    /// The price of a market order.
    func marketFill() throws -> Expression {
      switch terms.fill {
      case .open: try after("open", 1 + terms.delay)
      case .close: try after("close", 1 + terms.delay)
      case .same: try after("close", terms.delay)
      }
    }

    /// How far the next bar goes beyond an order: above zero where it is filled.
    func distance(_ ticket: OrderTicket, _ price: Expression, _ sign: Double) throws
      -> Expression
    {
      // A limit to buy lies below the price, a trigger to buy above it.
      let isBelow = (sign > 0) == (ticket.limit != nil)
      let isClose = terms.prices == .closes && !isRangeOfCloses
      let name = isClose ? "close" : isBelow ? "low" : "high"
      let extreme = try after(name, 1 + terms.delay)
      return isBelow ? try .subtract(price, extreme) : try .subtract(extreme, price)
    }

    /// Whether low and high are made of closes.
    private var isRangeOfCloses: Bool {
      !frame.hasTrueRange && frame.index(of: "low") != nil && frame.index(of: "high") != nil
    }
  }

  // MARK: Weights

  /// - Parameters:
  ///   - weight: A column, or a batch of a loss.
  ///   - horizon: Bars from fill to fill.
  public static func weights(
    _ weight: Expression, frame: Frame, terms: Execution, horizon: Int, _ numbers: Numbers
  ) throws -> SoftProfit {
    let columns = Columns(frame, terms)
    let name = terms.fill == .open ? "open" : "close"
    let start = try columns.after(name, terms.lag)
    let end = try columns.after(name, terms.lag + max(1, horizon))
    let change = try Expression.subtract(.divide(end, start), Expression(constant: 1))
    let fees = try Expression.add(numbers.entryFee, numbers.exitFee)
    let profit = try Expression.subtract(
      .multiply(weight, change), .multiply(fees, .absolute(weight)))
    return SoftProfit(profit: profit, placed: nil, reached: nil)
  }
}

extension SoftProfit {
  /// The smooth figures over the decisions of a part, those whose profit is known in it: of orders per
  /// order placed, of weights per period, as a book has its own.
  ///
  /// - Parameters:
  ///   - ranges: Rows of the part; nil takes all.
  ///   - horizon: Bars that a weight is held: its profit is spread over them.
  public func figures(
    ranges: [Range<Int>]?, axis: Axis, steepness: Double, horizon: Int = 1,
    values: ColumnEvaluator
  ) throws -> SoftFigures {
    let sums = placed?.columns ?? [profit]
    let ahead = profit.reach.lookahead
    // A number that is the same on all rows comes as one.
    let columns = try zip(sums, values.values(of: sums)).map { sum, values in
      sum.type.axis == nil
        ? [Double](repeating: values.first ?? .nan, count: axis.rowCount) : values
    }
    var totals = sums.map { _ in 0.0 }
    var rows: [Int] = []
    for range in ranges ?? axis.segments.map(\.rows) {
      for row in range.dropLast(ahead) where columns[0][row].isFinite {
        for (place, column) in columns.enumerated() where column[row].isFinite {
          totals[place] += column[row]
        }
        rows.append(row)
      }
    }
    let count = placed == nil ? Double(axis.timeCount(of: rows) * max(1, horizon)) : totals[1]
    return SoftFigures(
      fillRate: totals.count < 3 ? .nan : totals[2].dividedUnlessZero(by: count),
      expectedProfit: totals[0].dividedUnlessZero(by: count), steepness: steepness,
      profits: Self.perOrder(columns, 0), fills: columns.count < 3 ? [] : Self.perOrder(columns, 2))
  }
}

extension SoftProfit {
  /// A sum over the orders of each row for the number of them; the sum itself where nothing is placed.
  private static func perOrder(_ columns: [[Double]], _ place: Int) -> [Double] {
    guard columns.count > 1 else { return columns[place] }
    return zip(columns[place], columns[1]).map { $0.dividedUnlessZero(by: $1) }
  }
}

extension Axis {
  /// How many times some rows have.
  fileprivate func timeCount(of rows: [Int]) -> Int {
    guard segments.count > 1, hasTime else { return rows.count }
    return Set(rows.map { times[$0] }).count
  }
}

extension Failure {
  fileprivate static let noHold = Failure(
    "an order without a holding time has no smooth form to train on",
    hint: "buy(limit=..., hold=4)")

  fileprivate static func noColumn(_ name: String, _ names: [String]) -> Failure {
    Failure("the rule needs a column \(name); the frame has " + names.joined(separator: ", "))
  }
}
