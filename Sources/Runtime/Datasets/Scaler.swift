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
    let scaled = columns.indices.filter { !columns[$0].isIndicator }
    var fits = [ColumnScale](repeating: ColumnScale(), count: columns.count)
    for first in stride(from: 0, to: scaled.count, by: 4) {
      let group = Array(scaled[first..<min(first + 4, scaled.count)])
      let all = try source.values(of: group.map { set.features[columns[$0].feature].expression })
      let made = try Parallel.map(count: group.count, threads: 2) { place in
        ColumnScale(method, rows.map { all[place][Int($0)] }, name: columns[group[place]].name)
      }
      for (column, fit) in zip(group, made) { fits[column] = fit }
    }
    return Scaler(
      method: method, centers: fits.map(\.center), scales: fits.map(\.scale),
      gauss: fits.map(\.gauss), clip: clip, notes: fits.compactMap(\.note))
  }
}

/// What one column is scaled by.
private struct ColumnScale: Sendable {
  var center = 0.0
  var scale = 1.0
  var gauss: RankGauss?
  /// A spread of 0.
  var note: String?

  init() {}

  /// - Parameter sample: The values of the training rows.
  init(_ method: ScalingMethod, _ sample: [Double], name: String) {
    if method == .rankgauss {
      let scores = RankGauss(sample)
      gauss = scores
      if scores.values.count < 2 { note = Self.zeroSpread(name, sample, method) }
      return
    }
    let (center, scale) = method.fit(sample)
    self.center = center
    if scale > 0 {
      self.scale = scale
    } else {
      note = Self.zeroSpread(name, sample, method)
    }
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
