extension Dataset {
  /// The same features of another frame, scaled as here, for a network that was trained here.
  ///
  /// Features are computed anew from the columns of their names; what was fitted on the training
  /// rows stays as it is. There are no labels and no parts.
  /// - Throws: `Failure` naming columns or symbols that the frame lacks.
  /// - Complexity: O(rows x columns).
  public func scoring(_ frame: Frame, values: ColumnEvaluator) throws -> Dataset {
    let moved = try features.moved(to: frame, values: values)
    let missing = [Double](repeating: .nan, count: frame.rowCount)
    let matrix = try FeatureMatrix(
      set: moved, columns: columns, scaler: scaler, values: values)
    guard matrix.isComplete.contains(true) else {
      throw Failure(
        "no row of the frame has all features", culprit: .parameter("on"),
        hint: lookbackHint)
    }
    return Dataset(
      moved, matrix: matrix,
      labels: labels.map { Label(target: $0.target, values: missing, bars: nil) },
      segments: Array(frame.axis.segments.indices), like: fitting)
  }

  private var lookbackHint: String {
    features.lookback.map { "they look back \($0) bars" } ?? "they look back to the first row"
  }
}
