@testable import Runtime

/// A position from its entry to its exit, as the slow broker keeps it.
struct SlowDeal {
  let part: Int
  let ticket: Int
  let decision: Int
  let sign: Double
  let kind: Trade.Entry
  let entryRow: Int
  let isHeldInEntryBar: Bool
  let price: Double
  let quantity: Double
  /// Prices of stop and target, where there are any.
  let stop: Double?
  let take: Double?
  /// The row at whose close it is to end.
  let planned: Int?
  /// The first row in which it may be left because of `until`.
  var leaveFrom: Int?

  var exitRow: Int?
  var exitPrice = Double.nan
  var exit = Trade.Exit.end
  var isLeftAtOpen = false
  /// Left by a resting order: its target, or the limit of the opposite order.
  var isMakerExit = false

  var isOpen: Bool { exitRow == nil }

  mutating func leave(
    _ row: Int, at price: Double, _ exit: Trade.Exit, atOpen: Bool = false, maker: Bool = false
  ) {
    (exitRow, exitPrice, self.exit) = (row, price, exit)
    (isLeftAtOpen, isMakerExit) = (atOpen, maker)
  }
}

/// What a deal has come to at the end of a row of its symbol.
struct SlowMoney {
  var gross = 0.0
  var fees = 0.0
  var carry = 0.0
  /// Signed value of what is still held.
  var held = 0.0
  var net: Double { gross - fees - carry }

  init(_ deal: SlowDeal, upTo row: Int, _ bars: MarketBars, _ terms: Execution) {
    guard row >= deal.entryRow else { return }
    let units = deal.quantity * terms.point
    let isOver = deal.exitRow.map { $0 <= row } ?? false
    let last = isOver ? deal.exitRow ?? row : row
    var mark = deal.price
    for row in deal.entryRow...last where bars.close[row] > 0 { mark = bars.close[row] }
    if isOver { mark = deal.exitPrice }
    gross = deal.sign * units * (mark - deal.price)
    held = isOver ? 0 : deal.sign * units * mark

    let value = units * deal.price
    fees = (deal.kind == .limit ? terms.maker : terms.taker) * value
    fees += terms.commission * deal.quantity
    if isOver {
      fees += (deal.isMakerExit ? terms.maker : terms.taker) * units * mark
      fees += terms.commission * deal.quantity
    }

    for row in deal.entryRow...last {
      if row == deal.entryRow, !deal.isHeldInEntryBar { continue }
      if row == deal.exitRow, deal.isLeftAtOpen { continue }
      carry += terms.funding * value
    }
    if deal.sign < 0 {
      let length = Double(bars.times[last] - bars.times[deal.entryRow])
      carry += terms.borrow * value * length / (365.25 * 24 * Double(MarketBars.hour))
    }
  }
}
