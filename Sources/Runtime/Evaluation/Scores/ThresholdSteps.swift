/// How many yes and no labels are predicted at or above each distinct prediction, from the highest down.
struct ThresholdSteps {
  private(set) var thresholds: [Double] = []
  private(set) var yes: [Int] = []
  private(set) var no: [Int] = []

  /// - Complexity: O(n log n).
  init(_ pairs: ScorePairs) {
    let order = RadixSort.order(pairs.predictions)
    var (above, below) = (0, 0)
    for (place, row) in order.reversed().enumerated() {
      let value = pairs.predictions[Int(row)]
      if pairs.truths[Int(row)] > 0.5 { above += 1 } else { below += 1 }
      let isLast = place == order.count - 1
      if !isLast, pairs.predictions[Int(order[order.count - 2 - place])] == value { continue }
      thresholds.append(value)
      yes.append(above)
      no.append(below)
    }
  }
}
