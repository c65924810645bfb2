@testable import Runtime

/// What the rule does at the end of a bar.
extension SlowBroker {
  mutating func decide(_ row: Int, _ part: Int, equity: Double) {
    var room = terms.leverage.map { $0 * equity - committed }
    for (place, ticket) in orders.enumerated() where mayPlace(ticket, part) {
      guard isWanted(ticket, row) else { continue }
      let price = ticket.limit?[row] ?? ticket.trigger?[row] ?? bars.close[row]
      if price.isNaN, !ticket.isMarket {
        counts.withoutPrediction += 1
        continue
      }
      guard bars.close[row] > 0, price > 0, price < .infinity else {
        counts.withoutPrice += 1
        continue
      }
      guard let rows = workingRows(ticket, row, part) else {
        counts.pastEnd += 1
        continue
      }
      let quantity = quantity(ticket, row, price, equity)
      guard quantity > 0 else {
        counts.tooSmall += 1
        continue
      }
      let value = quantity * price * terms.point
      if let left = room {
        guard value <= left + 1e-9 * value else {
          counts.refused += 1
          continue
        }
        room = left - value
      }
      submit(place, row, part, price, quantity, rows)
    }
  }

  private mutating func isWanted(_ ticket: PlainOrder, _ row: Int) -> Bool {
    if let when = ticket.when?[row] {
      if when.isNaN { counts.withoutPrediction += 1 }
      if when.isNaN || when == 0 { return false }
    }
    if let weight = ticket.weight?[row] {
      if weight.isNaN { counts.withoutPrediction += 1 }
      if !(weight > 0 && weight < .infinity) { return false }
    }
    return true
  }

  private func mayPlace(_ ticket: PlainOrder, _ part: Int) -> Bool {
    let isNetted = orders.contains { $0.hold == nil }
    guard let most = terms.positions ?? (isNetted ? 1 : nil) else { return true }
    func counts(_ other: PlainOrder) -> Bool { ticket.hold != nil || other.side == ticket.side }
    let open = deals.filter { $0.part == part && $0.isOpen && counts(orders[$0.ticket]) }
    let waiting = working.filter { $0.part == part && counts(orders[$0.ticket]) }
    return open.count + waiting.count < most
  }

  /// The rows in which an order works; nil where its entry or exit would lie past the part.
  private func workingRows(_ ticket: PlainOrder, _ row: Int, _ part: Int) -> ClosedRange<Int>? {
    let end = parts[part].upperBound - 1
    let isSame = ticket.isMarket && terms.fill == .same
    let first = row + terms.delay + (isSame ? 0 : 1)
    let planned = ticket.hold.map { row + terms.delay + $0 } ?? end
    guard first <= end, planned <= end else { return nil }
    let last = ticket.isMarket ? planned : min(first + ticket.life - 1, planned)
    return first...max(first, last)
  }

  private func quantity(
    _ ticket: PlainOrder, _ row: Int, _ price: Double, _ equity: Double
  ) -> Double {
    let weight = ticket.weight?[row] ?? 1
    let units =
      switch terms.size {
      case .currency(let value): weight * value / price / terms.point
      case .fraction(let share):
        weight * share * (terms.compounds ? equity : terms.capital ?? 0) / price / terms.point
      case .units(let count): weight * count
      }
    return terms.lot > 0 ? (units / terms.lot + 1e-9).rounded(.down) * terms.lot : units
  }

  private mutating func submit(
    _ ticket: Int, _ row: Int, _ part: Int, _ price: Double, _ quantity: Double,
    _ rows: ClosedRange<Int>
  ) {
    counts.orders += 1
    records.append(
      OrderRecord(
        symbol: symbolOfPart[part], row: row, ticket: ticket, side: orders[ticket].side,
        price: orders[ticket].isMarket ? .nan : price, quantity: quantity, until: rows.upperBound,
        fillPrice: .nan))
    working.append(
      Working(
        part: part, ticket: ticket, decision: row, price: price, quantity: quantity,
        first: rows.lowerBound, last: rows.upperBound, record: records.count - 1))
    // The close on which the decision was made.
    guard terms.fill == .same, orders[ticket].isMarket, rows.lowerBound == row, isTradable(row)
    else { return }
    enterMarket(row, part, at: bars.close[row], atOpen: false)
    guard let deal = deals.indices.last, deals[deal].isOpen else { return }
    hearSignal(deal, row)
    leaveBySignal(row, part, at: bars.close[row], atOpen: false)
    if deals[deal].isOpen { leaveByTime(deal, row) }
  }
}
