/// Signs of a dead or saturated network, from the predictions of the validation part.
public struct Health: Sendable, Equatable {
  /// Share of predictions that are zero to within 1e-12; 0 where they are classes.
  public let zeroShare: Double
  /// Share of probabilities within 1e-3 of 0 or 1; 0 where the link is no sigmoid.
  public let saturatedShare: Double
  /// Standard deviations, ddof 0.
  public let predictionSpread: Double
  public let labelSpread: Double

  /// All missing when there is nothing to look at.
  init(_ pairs: ScorePairs, link: Link) {
    zeroShare = link == .softmax ? 0 : pairs.mean { p, _ in abs(p) < 1e-12 ? 1 : 0 }
    saturatedShare =
      link == .sigmoid ? pairs.mean { p, _ in p < 1e-3 || p > 1 - 1e-3 ? 1 : 0 } : 0
    let (p, y) = (pairs.mean { p, _ in p }, pairs.mean { _, y in y })
    predictionSpread = pairs.mean { a, _ in (a - p) * (a - p) }.squareRoot()
    labelSpread = pairs.mean { _, b in (b - y) * (b - y) }.squareRoot()
  }

  init(zeroShare: Double, saturatedShare: Double, predictionSpread: Double, labelSpread: Double) {
    self.zeroShare = zeroShare
    self.saturatedShare = saturatedShare
    self.predictionSpread = predictionSpread
    self.labelSpread = labelSpread
  }

  /// One sentence for each sign of trouble.
  public var warnings: [String] {
    var warnings: [String] = []
    if zeroShare > 0.5 {
      warnings.append(
        "\(NumberFormat.percent(zeroShare)) of the predictions are zero: the output looks dead")
    }
    if saturatedShare > 0.5 {
      warnings.append(
        "\(NumberFormat.percent(saturatedShare)) of the predictions are saturated at 0 or 1")
    }
    if predictionSpread < 0.01 * labelSpread {
      warnings.append("predictions hardly vary: the model answers with a constant")
    }
    return warnings
  }
}
