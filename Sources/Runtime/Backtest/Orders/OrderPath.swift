/// What the market makes of one order, whoever places it and however large it is.
enum OrderPath {
  /// A number that the order needs is missing.
  case withoutSignal
  /// The close or the limit is no positive price.
  case withoutPrice
  /// `when` does not hold, or the weight is not above zero.
  case notWanted
  /// Its entry or its planned exit would lie past the end of the part.
  case pastEnd
  /// It works up to a row in which it expires.
  case unfilled(until: Int)
  case filled(Entry)

  struct Entry {
    let row: Int
    let kind: Trade.Entry
    let price: Double
    let isHeldInBar: Bool
  }

  struct Exit {
    let row: Int
    let kind: Trade.Exit
    let price: Double
    /// Put off, or marked at the last price, because the planned bar had no trading.
    var isLate = false
    /// At the open of the bar, through which the position is no longer held.
    var isAtOpen = false
  }
}

/// Follows orders through the bars of one symbol.
struct OrderResolver {
  let bars: BarView
  let terms: Execution
  /// Rows of the part within one symbol: everything that an order touches lies in them.
  let range: Range<Int>
  /// Whether the symbol ends before others do, so that its last price may be lost in part.
  let isDelisted: Bool
  private let slip: Slippage

  init(_ bars: BarView, _ terms: Execution, range: Range<Int>, isDelisted: Bool) {
    (self.bars, self.terms, self.range, self.isDelisted) = (bars, terms, range, isDelisted)
    slip = Slippage(terms)
  }

  // MARK: Entries

  /// The fate of the order decided at the end of `row`.
  func entry(of ticket: TicketView, at row: Int) -> OrderPath {
    if ticket.when.isGiven {
      let when = ticket.when[row]
      if when.isNaN { return .withoutSignal }
      if when == 0 { return .notWanted }
    }
    if ticket.weight.isGiven {
      let weight = ticket.weight[row]
      if weight.isNaN { return .withoutSignal }
      if !(weight > 0 && weight < .infinity) { return .notWanted }
    }
    let close = bars.close[row]
    let price = ticket.price(row, close: close)
    guard !price.isNaN || ticket.isMarket else { return .withoutSignal }
    guard close > 0, close < .infinity, price > 0, price < .infinity else { return .withoutPrice }
    let first = row + terms.delay + (ticket.isMarket && terms.fill == .same ? 0 : 1)
    let exitRow = ticket.hold.map { row + terms.delay + $0 }
    guard first < range.upperBound, exitRow ?? first < range.upperBound else { return .pastEnd }
    let last = min(first + ticket.life - 1, exitRow ?? range.upperBound - 1, range.upperBound - 1)
    return ticket.isMarket
      ? market(ticket, first, exitRow ?? range.upperBound - 1)
      : resting(ticket, price: price, first...max(first, last))
  }

  /// A market order waits for the first bar in which there is trading.
  private func market(_ ticket: TicketView, _ first: Int, _ last: Int) -> OrderPath {
    var row = first
    while row <= last, !(bars.isTradable(row) && marketPrice(row) > 0) { row += 1 }
    guard row <= last else { return .unfilled(until: last) }
    let price = slip.apply(to: marketPrice(row), sign: ticket.sign, row: row)
    return .filled(
      .init(row: row, kind: .market, price: price, isHeldInBar: terms.fill == .open))
  }

  private func resting(
    _ ticket: TicketView, price: Double, _ rows: ClosedRange<Int>
  ) -> OrderPath {
    for row in rows where bars.hasTrading(row) {
      if ticket.limit.isGiven {
        if let fill = limitFill(price, sign: ticket.sign, in: row) {
          return .filled(.init(row: row, kind: .limit, price: fill, isHeldInBar: true))
        }
      } else if let fill = triggerFill(price, sign: ticket.sign, in: row) {
        let slipped = slip.apply(to: fill, sign: ticket.sign, row: row)
        return .filled(.init(row: row, kind: .trigger, price: slipped, isHeldInBar: true))
      }
    }
    return .unfilled(until: rows.upperBound)
  }

  @inline(__always)
  private func marketPrice(_ row: Int) -> Double {
    terms.fill == .open ? bars.open(row) : bars.close[row]
  }

  /// The low of a bar for what is bought below, the high for what is sold above.
  @inline(__always)
  private func extreme(_ row: Int, sign: Double) -> Double {
    (sign > 0 ? bars.low.map { $0[row] } : bars.high.map { $0[row] }) ?? .nan
  }

  /// The price at which the bar fills an order at `limit`; nil where it does not.
  @inline(__always)
  func limitFill(_ limit: Double, sign: Double, in row: Int) -> Double? {
    guard isReached(limit, sign: sign, by: extreme(row, sign: sign)) else { return nil }
    return limitPrice(limit, sign: sign, in: row)
  }

  /// The price of an order that the bar is known to fill.
  @inline(__always)
  func limitPrice(_ limit: Double, sign: Double, in row: Int) -> Double {
    let open = bars.open(row)
    return terms.gap == .open && open > 0 && sign * (limit - open) > 0 ? open : limit
  }

  /// A missing low or high, or one that is no positive price, fills nothing.
  @inline(__always)
  private func isReached(_ limit: Double, sign: Double, by extreme: Double) -> Bool {
    guard extreme > 0 else { return false }
    let distance = sign * (limit - extreme)
    switch terms.touch {
    case .fill: return distance >= 0
    case .through: return distance > 0 && distance >= terms.leastDistance
    }
  }

  /// A bar that opens beyond the trigger fills at its open.
  private func triggerFill(_ trigger: Double, sign: Double, in row: Int) -> Double? {
    let extreme = extreme(row, sign: -sign)
    guard extreme > 0, sign * (extreme - trigger) >= 0 else { return nil }
    let open = bars.open(row)
    return open > 0 && sign * (open - trigger) > 0 ? open : trigger
  }

  // MARK: Exits

  /// Where a position that was entered ends, unless an opposite order ends it before.
  func exit(of ticket: TicketView, decidedAt decision: Int, _ entry: OrderPath.Entry)
    -> OrderPath.Exit
  {
    let planned = ticket.hold.map { decision + terms.delay + $0 }
    let last = planned ?? range.upperBound - 1
    if ticket.canLeaveEarly, let exit = early(ticket, decision, entry, last) { return exit }
    guard let planned else {
      let row = range.upperBound - 1
      return .init(row: row, kind: .end, price: lastPrice(from: entry.row, paid: entry.price))
    }
    return timed(planned, sign: ticket.sign, from: entry.row, paid: entry.price)
  }

  /// The close of the planned row, or of the first one after it with trading; the last price where
  /// there is none.
  @inline(__always)
  func timed(_ planned: Int, sign: Double, from entry: Int, paid: Double) -> OrderPath.Exit {
    if bars.isTradable(planned) {
      let price = slip.apply(to: bars.close[planned], sign: -sign, row: planned)
      return .init(row: planned, kind: .time, price: price)
    }
    return late(planned, sign: sign, from: entry, paid: paid)
  }

  private func late(
    _ planned: Int, sign: Double, from entry: Int, paid: Double
  ) -> OrderPath.Exit {
    let row = (planned..<range.upperBound).first { bars.isTradable($0) }
    let price = row.map { bars.close[$0] } ?? lastPrice(from: entry, paid: paid)
    let last = row ?? range.upperBound - 1
    return .init(
      row: last, kind: .time, price: slip.apply(to: price, sign: -sign, row: last), isLate: true)
  }

  /// The last close since the entry, or the price that was paid; of a symbol that ends early less
  /// what is lost then.
  private func lastPrice(from entry: Int, paid: Double) -> Double {
    let close = bars.mark(range.upperBound - 1, from: entry)
    let price = close > 0 && close < .infinity ? close : paid
    return price * (isDelisted ? 1 - terms.delist : 1)
  }

  /// The prices of stop and target; infinite or zero where there is none.
  private struct Levels {
    let stop: Double
    let take: Double

    init(_ ticket: TicketView, _ decision: Int, _ price: Double) {
      let (loss, gain) = (ticket.stop[decision], ticket.take[decision])
      stop = loss > 0 ? price * (1 - ticket.sign * loss) : .nan
      take = gain > 0 ? price * (1 + ticket.sign * gain) : .nan
    }
  }

  /// A stop, a target or a signal up to the bar of the planned exit; nil where there is none.
  private func early(
    _ ticket: TicketView, _ decision: Int, _ entry: OrderPath.Entry, _ last: Int
  ) -> OrderPath.Exit? {
    let sign = ticket.sign
    let levels = Levels(ticket, decision, entry.price)
    // The first row in which a signal to leave can be carried out.
    var leaving = Int.max
    for row in entry.row...max(entry.row, last) {
      if terms.fill == .open, row >= leaving, let exit = signal(row, sign) { return exit }
      if row > entry.row || entry.isHeldInBar, bars.hasTrading(row),
        let exit = intrabar(levels, entry, sign, row)
      {
        return exit
      }
      if leaving == .max, row < last, ticket.asksToLeave(row) {
        leaving = row + terms.delay + (terms.fill == .same ? 0 : 1)
      }
      if terms.fill != .open, row >= leaving, let exit = signal(row, sign) { return exit }
    }
    return nil
  }

  /// A stop or a target in a bar.
  ///
  /// A target is a limit order and fills like one. In the bar of the entry of a resting order only
  /// what must come after the entry counts: the stop, which lies behind it, and a target that the
  /// close is beyond.
  private func intrabar(
    _ levels: Levels, _ entry: OrderPath.Entry, _ sign: Double, _ row: Int
  ) -> OrderPath.Exit? {
    let open = bars.open(row)
    let isInterrupted = row == entry.row && entry.kind != .market
    var isTaken = isReached(levels.take, sign: -sign, by: extreme(row, sign: -sign))
    if open > 0, !isInterrupted {
      if sign * (levels.stop - open) >= 0 { return stopped(open, sign, row, isAtOpen: true) }
      if isTaken, sign * (open - levels.take) > 0 {
        let price = terms.gap == .open ? open : levels.take
        return .init(row: row, kind: .take, price: price, isAtOpen: true)
      }
    }
    let against = extreme(row, sign: sign)
    let isStopped = against > 0 && sign * (levels.stop - against) >= 0
    if isInterrupted, sign * (bars.close[row] - levels.take) < 0 { isTaken = false }
    if isTaken, !isStopped || terms.both == .take {
      return .init(row: row, kind: .take, price: levels.take)
    }
    return isStopped ? stopped(levels.stop, sign, row) : nil
  }

  private func stopped(
    _ price: Double, _ sign: Double, _ row: Int, isAtOpen: Bool = false
  ) -> OrderPath.Exit {
    let price = slip.apply(to: price, sign: -sign, row: row)
    return .init(row: row, kind: .stop, price: price, isAtOpen: isAtOpen)
  }

  /// A market fill in a row; nil where there is no trading.
  private func signal(_ row: Int, _ sign: Double) -> OrderPath.Exit? {
    guard bars.isTradable(row), marketPrice(row) > 0 else { return nil }
    let price = slip.apply(to: marketPrice(row), sign: -sign, row: row)
    return .init(row: row, kind: .signal, price: price, isAtOpen: terms.fill == .open)
  }

  /// The first open with trading at which a closed book can leave, or its close where no open is
  /// known; nil where there is no more trading.
  func forced(from first: Int, sign: Double) -> OrderPath.Exit? {
    guard let row = (first..<range.upperBound).first(where: { bars.isTradable($0) }) else {
      return nil
    }
    let open = bars.open(row)
    let price = slip.apply(to: open > 0 ? open : bars.close[row], sign: -sign, row: row)
    return .init(row: row, kind: .kill, price: price, isAtOpen: open > 0)
  }
}

/// Moves the price of market orders against who trades.
struct Slippage {
  private let share: Double
  private let points: Double
  private let random: CounterRandom?

  init(_ terms: Execution) {
    share = terms.slippage
    points = terms.slippageTicks * terms.tick
    random =
      terms.draw == .uniform ? CounterRandom(seed: terms.seed, purpose: .slippage) : nil
  }

  /// - Parameter sign: +1 for what is bought.
  @inline(__always)
  func apply(to price: Double, sign: Double, row: Int) -> Double {
    guard share != 0 || points != 0 else { return price }
    let factor = random.map { 2 * $0.uniform(step: row, element: sign > 0 ? 0 : 1) } ?? 1
    return price + sign * factor * (price * share + points)
  }
}

extension Execution {
  /// How far a bar must trade beyond a limit; a hair less, for prices that are not exact.
  var leastDistance: Double { tick * (1 - 1e-6) }
}
