@preconcurrency import Glibc

/// Mean and spread of a label over the training rows: where a network starts.
public struct LabelStatistics: Sendable {
  public let mean: Double
  /// Standard deviation, ddof 0; 1 where the label does not vary.
  public let spread: Double

  /// - Parameter target: The name of the label; nil for the first.
  init(_ dataset: Dataset, target: String? = nil) throws {
    let dataset = dataset.fitting
    let label = try dataset.label(target)
    let values = try dataset.part(.train).rows.map { label.values[Int($0)] }
    let count = Double(max(1, values.count))
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    self.mean = mean
    self.spread = square > 0 ? square.squareRoot() : 1
  }

  /// ln of the share of each class among the training labels; nil where the label is no category.
  ///
  /// A class that no training row has counts as half a row.
  static func logShares(_ dataset: Dataset, target: String? = nil) throws -> [Double]? {
    let dataset = dataset.fitting
    let label = try dataset.label(target)
    guard case .category(let labels) = label.target.kind else { return nil }
    let rows = try dataset.part(.train).rows
    var counts = [Double](repeating: 0, count: labels.count)
    for row in rows {
      if let code = Int(exactly: label.values[Int(row)]), counts.indices.contains(code) {
        counts[code] += 1
      }
    }
    return counts.map { log(max($0, 0.5) / Double(max(1, rows.count))) }
  }

  /// The share whose logarithm this is.
  static func share(_ logarithm: Double) -> Double { exp(logarithm) }

  /// What a predictor says that knows the training labels alone: their mean, of classes the most
  /// frequent one.
  static func constant(_ dataset: Dataset, target: String? = nil) throws -> Double {
    guard let shares = try logShares(dataset, target: target), let largest = shares.max() else {
      return try LabelStatistics(dataset, target: target).mean
    }
    return Double(shares.firstIndex(of: largest) ?? 0)
  }
}
