extension FeatureMatrix {
  /// - Throws: `Failure` when no row has every feature, naming those that are missing throughout.
  func checkRows(of set: FeatureSet, values: ColumnEvaluator) throws {
    guard rowCount > 0, !isComplete.contains(true) else { return }
    let empty = try set.features.filter { feature in
      try !values.values(of: feature.expression).contains { $0.isFinite }
    }
    guard let first = empty.first else { throw Self.neverTogether(set.features.count) }
    let lookback = first.expression.reach.lookback
    guard lookback < rowCount || lookback >= -Reach.unbounded else {
      throw Self.isTooLong(first.name, lookback, rowCount)
    }
    throw Self.isEmpty(first.name, others: empty.count - 1)
  }

  private static func isEmpty(_ name: String, others: Int) -> Failure {
    let more = others == 0 ? "" : others == 1 ? " (and 1 more)" : " (and \(others) more)"
    return Failure(
      "feature '\(name)'\(more) is missing in every row", culprit: .parameter("features"),
      hint: "leave it out, or look at its columns with describe")
  }

  private static func isTooLong(_ name: String, _ lookback: Int, _ rows: Int) -> Failure {
    Failure(
      "feature '\(name)' looks back \(NumberFormat.count(lookback)) bars, and there are only "
        + "\(NumberFormat.count(rows)) rows", culprit: .parameter("features"))
  }

  private static func neverTogether(_ count: Int) -> Failure {
    Failure(
      "no row has all \(count) features: each is there in some rows only",
      culprit: .parameter("features"), hint: "leave some out, or fill(x, limit=5)")
  }
}
