/// Mean and spread of a label over the training rows: where a network starts.
public struct LabelStatistics: Sendable {
  public let mean: Double
  /// Standard deviation, ddof 0; 1 where the label does not vary.
  public let spread: Double

  init(_ dataset: Dataset) throws {
    let label = try dataset.label()
    let values = try dataset.part(.train).rows.map { label.values[Int($0)] }
    let count = Double(max(1, values.count))
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    self.mean = mean
    self.spread = square > 0 ? square.squareRoot() : 1
  }
}
