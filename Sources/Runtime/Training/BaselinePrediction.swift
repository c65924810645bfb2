/// What predictors without skill say, in the form of a network's outputs.
public enum BaselinePrediction: Sendable {
  /// `lag(target, horizon)`: the latest label that is known at the row.
  case persistence
  /// The mean of the training labels; of classes their shares.
  case mean

  /// - Parameter output: Gives the target, and whether its classes have shares.
  /// - Throws: `Failure` when the dataset has no such target, or no training part.
  public func prediction(like output: HeadPrediction, on dataset: Dataset) throws -> HeadPrediction
  {
    let label = try dataset.label(output.target.name)
    let classes = output.shares.indices
    switch self {
    case .persistence:
      let known = Evaluation.lagged(label.values, by: label.target.horizon, on: dataset.axis)
      return HeadPrediction(
        target: output.target, values: known,
        shares: classes.map { code in
          known.map { $0.isNaN ? .nan : $0 == Double(code) ? 1 : 0 }
        })
    case .mean:
      let rows = dataset.axis.rowCount
      let constant = try LabelStatistics.constant(dataset, target: label.target.name)
      let shares = try LabelStatistics.logShares(dataset, target: label.target.name)?
        .map(LabelStatistics.share)
      return HeadPrediction(
        target: output.target, values: .init(repeating: constant, count: rows),
        shares: classes.map { code in
          .init(repeating: shares.map { $0[code] } ?? .nan, count: rows)
        })
    }
  }
}
