/// What one output of a network says of every row of a frame; NaN where it says nothing.
public struct HeadPrediction: Sendable {
  /// The target it answers to.
  public let target: Target
  /// Numbers, probabilities of yes, or the most probable class.
  public let values: [Double]
  /// Probabilities by class, one column each; empty for one number.
  public let shares: [[Double]]

  init(target: Target, values: [Double], shares: [[Double]]) {
    (self.target, self.values, self.shares) = (target, values, shares)
  }

  init(_ result: PartEvaluator.HeadResult, target: Target, rows: [Int32], of count: Int) {
    self.target = target
    var values = [Double](repeating: .nan, count: count)
    for (row, value) in zip(rows, result.values) { values[Int(row)] = value }
    self.values = values
    shares = (0..<result.classes).map { place in
      var column = [Double](repeating: .nan, count: count)
      for (sample, row) in rows.enumerated() {
        column[Int(row)] = result.shares[sample * result.classes + place]
      }
      return column
    }
  }
}
