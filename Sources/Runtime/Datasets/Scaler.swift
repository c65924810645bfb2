/// Centre and scale per feature column, fitted on training rows only.
public struct Scaler: Sendable {
  public let method: ScalingMethod
  public let centers: [Double]
  public let scales: [Double]
  /// Of rank-gauss, by column; nil for indicator columns and other methods.
  let gauss: [RankGauss?]
  /// Largest absolute scaled value; nil leaves the tails.
  public let clip: Double?
  /// Constant columns and columns whose spread is 0.
  public let notes: [String]

  /// `(raw - center) / scale`, or the normal score; clipped. NaN stays NaN.
  public func scale(_ raw: Double, column: Int) -> Double {
    let value = gauss[column]?.score(raw) ?? (raw - centers[column]) / scales[column]
    guard let clip else { return value }
    return value > clip ? clip : value < -clip ? -clip : value
  }

  /// - Edge cases: a spread of 0 becomes 1; indicator columns are left as they are.
  /// - Throws: `Failure` when `clip` is not positive.
  static func fit(
    _ method: ScalingMethod, clip: Double?, set: FeatureSet, columns: [FeatureColumn],
    rows: [Int32], values source: ColumnEvaluator
  ) throws -> Scaler {
    if let clip, !(clip > 0) {
      throw Failure("clip is a positive number of scaled units", culprit: .parameter("clip"))
    }
    var centers = [Double](repeating: 0, count: columns.count)
    var scales = [Double](repeating: 1, count: columns.count)
    var gauss = [RankGauss?](repeating: nil, count: columns.count)
    var notes: [String] = []
    for (index, column) in columns.enumerated() where !column.isIndicator {
      let all = try source.values(of: set.features[column.feature].expression)
      let sample = rows.map { all[Int($0)] }
      if method == .rankgauss {
        let scores = RankGauss(sample)
        gauss[index] = scores
        if scores.values.count < 2 { notes.append(zeroSpread(column.name, sample, method)) }
        continue
      }
      let (center, scale) = method.fit(sample)
      centers[index] = center
      if scale > 0 {
        scales[index] = scale
      } else {
        notes.append(zeroSpread(column.name, sample, method))
      }
    }
    return Scaler(
      method: method, centers: centers, scales: scales, gauss: gauss, clip: clip, notes: notes)
  }

  private static func zeroSpread(
    _ name: String, _ sample: [Double], _ method: ScalingMethod
  ) -> String {
    let isConstant = sample.allSatisfy { $0 == sample.first }
    return isConstant
      ? "feature '\(name)' is constant over the training rows"
      : "feature '\(name)' has \(method.rawValue) spread 0 over the training rows: scaled by 1"
  }
}
