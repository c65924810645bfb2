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
    /// Paid on the value of the entry, and of the exit.
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

  /// Per decision, summed over the orders of the rule.
  public let profit: Expression
  /// Mean smooth fill of the orders; nil where nothing rests.
  public let fill: Expression?
  /// Whether the next bar reached the order, and the net return if it did; nil where nothing rests.
  public let reached: (fill: Expression, net: Expression)?

  // MARK: Orders

  /// - Throws: `Failure` for orders without a holding time, which have no smooth form.
  public static func orders(
    _ tickets: [OrderTicket], frame: Frame, terms: Execution, _ numbers: Numbers
  ) throws -> SoftProfit {
    guard let first = tickets.first else { throw Failure("the rule places no order") }
    var sum: Expression?
    var fills: Expression?
    var reached: (fill: Expression, net: Expression)?
    for ticket in tickets {
      let one = try Order(ticket, frame, terms, numbers)
      sum = try sum.map { try .add($0, one.profit) } ?? one.profit
      guard let fill = one.fill else { continue }
      fills = try fills.map { try .add($0, fill) } ?? fill
      if let isReached = one.isReached, reached == nil { reached = (isReached, one.net) }
    }
    let count = Expression(constant: Double(tickets.count))
    return SoftProfit(
      profit: try sum ?? Order(first, frame, terms, numbers).profit,
      fill: try fills.map { try .divide($0, count) }, reached: reached)
  }

  /// One order of the rule.
  private struct Order {
    let profit: Expression
    let net: Expression
    let fill: Expression?
    let isReached: Expression?

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
      let isResting = !ticket.isMarket
      let net = try Expression.subtract(
        gain, .add(numbers.entryFee, numbers.exitFee))
      self.net = net
      let distance = isResting ? try columns.distance(ticket, entry, sign) : nil
      isReached = try distance.map { try .greaterOrEqual($0, Expression(constant: 0)) }
      fill = try distance.map { distance in
        let scaled = try Expression.divide(distance, columns.column("close"))
        return try .sigmoid(.multiply(numbers.steepness, scaled))
      }
      var value = try fill.map { try .multiply($0, net) } ?? net
      for factor in [ticket.when, ticket.weight].compactMap({ $0 }) {
        value = try .multiply(factor, value)
      }
      profit = value
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
    return SoftProfit(profit: profit, fill: nil, reached: nil)
  }
}

extension SoftProfit {
  /// The smooth figures over the decisions of a part: rows whose profit is known in it.
  ///
  /// - Parameters:
  ///   - ranges: Rows of the part; nil takes all.
  ///   - horizon: Bars that a weight is held: its profit is spread over them.
  public func figures(
    ranges: [Range<Int>]?, axis: Axis, steepness: Double, horizon: Int = 1,
    values: ColumnEvaluator
  ) throws -> SoftFigures {
    let ahead = profit.reach.lookahead
    let columns = try values.values(of: [profit] + [fill].compactMap { $0 })
    var (profits, fills, count) = (0.0, 0.0, 0)
    for range in ranges ?? axis.segments.map(\.rows) {
      for row in range.dropLast(ahead) where columns[0][row].isFinite {
        profits += columns[0][row]
        if columns.count > 1, columns[1][row].isFinite { fills += columns[1][row] }
        count += 1
      }
    }
    return SoftFigures(
      fillRate: fill == nil ? .nan : fills.dividedUnlessZero(by: Double(count)),
      expectedProfit: profits.dividedUnlessZero(by: Double(count * max(1, horizon))),
      steepness: steepness, profits: columns[0], fills: columns.count > 1 ? columns[1] : [])
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
