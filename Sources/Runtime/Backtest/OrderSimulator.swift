/// Follows one order from its decision to its exit.
struct OrderSimulator {
  enum Outcome {
    case withoutPrediction, withoutPrice, pastEnd
    case unfilled(LimitObjective.Sample)
    case filled(LimitObjective.Sample, Trade, isLate: Bool)
  }

  let rule: LimitOrderRule
  let bars: PriceBars
  let axis: Axis
  let prediction: [Double]
  /// For each row the first row from it on in which a market order can be executed.
  private let nextTradable: [Int]

  /// - Complexity: O(rows).
  init(rule: LimitOrderRule, bars: PriceBars, axis: Axis, prediction: [Double]) {
    self.rule = rule
    self.bars = bars
    self.axis = axis
    self.prediction = prediction
    var rows = [Int](repeating: axis.rowCount, count: axis.rowCount)
    var next = axis.rowCount
    for row in rows.indices.reversed() {
      if bars[row].isTradable { next = row }
      rows[row] = next
    }
    nextTradable = rows
  }

  /// The fate of the order decided at the end of `row`; everything it touches lies in `range`.
  func order(at row: Int, in range: Range<Int>, symbol: Int) -> Outcome {
    let value = prediction[row]
    guard value.isFinite else { return .withoutPrediction }
    let close = bars.close[row]
    let limit = rule.limit(close: close, prediction: value)
    guard close.isFinite, close > 0, limit.isFinite, limit > 0 else { return .withoutPrice }
    guard row + rule.hold < range.upperBound else { return .pastEnd }

    let next = bars[row + 1]
    // Where nothing trades up to the end of the part, the position is marked in its last row.
    let exitRow = min(nextTradable[row + rule.hold], range.upperBound - 1)
    let exitPrice = markedPrice(at: exitRow, from: row)
    let sample = LimitObjective.Sample(
      prediction: value, close: close, extreme: rule.side == .long ? next.low : next.high,
      exit: exitPrice)
    guard let fill = rule.fillPrice(limit: limit, in: next) else { return .unfilled(sample) }
    let quantity = rule.orderValue / limit
    let trade = Trade(
      symbol: symbol, side: rule.side, decisionRow: row, exitRow: exitRow,
      entryTime: axis.times[row + 1], exitTime: axis.times[exitRow], limit: limit, fillPrice: fill,
      exitPrice: exitPrice, quantity: quantity, entryFee: rule.entryFee * quantity * fill,
      exitFee: rule.exitFee * quantity * exitPrice,
      funding: rule.funding * quantity * fill * Double(exitRow - row))
    let isLate = exitRow != row + rule.hold || !bars[exitRow].isTradable
    return .filled(sample, trade, isLate: isLate)
  }

  /// The close of `row`, or the last close known before it.
  private func markedPrice(at row: Int, from first: Int) -> Double {
    var row = row
    while row > first, !(bars.close[row].isFinite && bars.close[row] > 0) { row -= 1 }
    return bars.close[row]
  }
}
