extension Target {
  /// The targets with the statistics of `fit(...)` taken from the training rows: a rank among the
  /// training labels, a threshold at their quantile.
  ///
  /// Which rows are usable does not depend on these statistics.
  static func fitted(
    _ targets: [Target], features: FeatureSet, split: Split, values: ColumnEvaluator
  ) throws -> [Target] {
    guard targets.contains(where: \.needsFit) else { return targets }
    let everywhere = try targets.map { try $0.fitted(on: [0..<features.frame.rowCount]) }
    let trial = try Dataset(features, targets: everywhere, split: split, values: values)
    let rows = FeatureSet.ranges(of: try trial.part(.train).rows)
    return try targets.map { try $0.fitted(on: rows) }
  }

  /// True when a `fit(...)` waits for its training rows.
  var needsFit: Bool { expression.awaitsTrainingRows }

  func fitted(on rows: [Range<Int>]) throws -> Target {
    try Target(name: name, expression: expression.fitted(on: rows))
  }
}
