/// The share of a sample that is no larger than a value, as a curve of steps.
struct StepDistribution: Equatable {
  /// Ascending, with the ends of the axis.
  let x: [Double]
  /// From 0 to 1.
  let shares: [Double]

  /// - Parameter range: the ends of the axis, which hold the sample.
  init(of sample: Sample, over range: ClosedRange<Double>) {
    var x = [range.lowerBound]
    var shares = [0.0]
    let count = Double(sample.sorted.count)
    for (row, value) in sample.sorted.enumerated() {
      if value == x.last, shares.count > 1 {
        shares[shares.count - 1] = Double(row + 1) / count
      } else {
        x.append(value)
        shares.append(Double(row + 1) / count)
      }
    }
    self.x = x + [range.upperBound]
    self.shares = shares + [sample.sorted.isEmpty ? 0 : 1]
  }
}
