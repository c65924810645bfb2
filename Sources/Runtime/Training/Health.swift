/// Signs of a dead or saturated output, from its predictions on the validation part.
public struct Health: Sendable, Equatable {
  /// The output; empty where there is one.
  public let head: String
  /// Share of predictions that are zero to within 1e-12; 0 where they are classes.
  public let zeroShare: Double
  /// Share of probabilities within 1e-3 of 0 or 1, of classes of rows with one class above 0.999; 0
  /// for other links.
  public let saturatedShare: Double
  public let predictionMean: Double
  /// Standard deviations, ddof 0; of classes the root of the summed variances of probabilities and
  /// of their 0 and 1.
  public let predictionSpread: Double
  public let labelSpread: Double

  /// All missing when there is nothing to look at.
  init(_ pairs: ScorePairs, head: NetworkHead) {
    self.head = head.name
    let isClass = head.link == .softmax && pairs.classes > 0
    zeroShare = isClass ? 0 : pairs.mean { p, _ in abs(p) < 1e-12 ? 1 : 0 }
    let (p, y) = (pairs.mean { p, _ in p }, pairs.mean { _, y in y })
    predictionMean = p
    guard isClass else {
      saturatedShare =
        head.link == .sigmoid ? pairs.mean { p, _ in p < 1e-3 || p > 1 - 1e-3 ? 1 : 0 } : 0
      predictionSpread = pairs.mean { a, _ in (a - p) * (a - p) }.squareRoot()
      labelSpread = pairs.mean { _, b in (b - y) * (b - y) }.squareRoot()
      return
    }
    saturatedShare = pairs.sureShare
    let classes = (0..<pairs.classes).map { pairs.oneAgainstRest($0) }
    func total(_ value: (Double, Double) -> Double) -> Double {
      classes.reduce(0) { sum, pairs in
        let mean = pairs.mean(value)
        return sum + pairs.mean { (value($0, $1) - mean) * (value($0, $1) - mean) }
      }
    }
    predictionSpread = total { p, _ in p }.squareRoot()
    labelSpread = total { _, y in y }.squareRoot()
  }

  init(
    head: String = "", zeroShare: Double, saturatedShare: Double, predictionMean: Double = .nan,
    predictionSpread: Double, labelSpread: Double
  ) {
    self.head = head
    self.zeroShare = zeroShare
    self.saturatedShare = saturatedShare
    self.predictionMean = predictionMean
    self.predictionSpread = predictionSpread
    self.labelSpread = labelSpread
  }
}

extension ScorePairs {
  /// The share of rows with one class above 0.999.
  fileprivate var sureShare: Double {
    let starts = stride(from: 0, to: shares.count, by: max(1, classes))
    let sure = starts.count { start in shares[start..<start + classes].contains { $0 > 0.999 } }
    return Double(sure) / Double(max(1, count))
  }
}
