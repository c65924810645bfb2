@preconcurrency import Glibc

/// Fits a GARCH(1,1) by Gaussian maximum likelihood.
///
/// Returns are scaled to unit variance. Persistence and alpha's share of it move on logistic scales,
/// so that `alpha, beta >= 0` and `alpha + beta < 1` hold by themselves.
/// - Complexity: a few hundred passes over the returns.
enum GarchFit {
  /// Fewer returns than these give no model.
  static let least = 50
  /// So many returns lead near to the minimum; all of them give it.
  private static let firstSteps = 20_000

  /// - Parameter runs: Each starts from the variance of all returns that count.
  /// - Returns: nil for too few returns, or returns without variance.
  static func model(of runs: [GarchRun], hasMean: Bool = true) throws -> GarchModel? {
    let sample = runs.flatMap(\.sample)
    let count = Double(sample.count)
    guard count >= Double(least) else { return nil }
    let mean = sample.reduce(0, +) / count
    let center = hasMean ? mean : 0
    // A constant has a variance of rounding errors alone.
    let variance = sample.reduce(0) { $0 + ($1 - center) * ($1 - center) } / count
    guard variance > 1e-24 * center * center, variance > 0, variance.isFinite else { return nil }
    let scale = variance.squareRoot()
    let scaled = runs.map { $0.divided(by: scale) }
    func model(_ point: [Double]) -> GarchModel {
      var model = Self.model(at: point)
      model.mu = hasMean ? point[3] + mean / scale : 0
      return model
    }
    var best = Simplex.Point(at: [], value: .infinity)
    for (alpha, beta) in [(0.05, 0.9), (0.1, 0.8), (0.2, 0.6)] {
      let start = point(alpha, beta) + (hasMean ? [0] : [])
      let value = model(start).loss(scaled)
      if value < best.value { best = .init(at: start, value: value) }
    }
    guard !best.at.isEmpty else { return nil }
    let first = scaled.map { $0.prefix(Self.firstSteps / scaled.count) }
    for size in [0.5, 0.2, 0.05] {
      best = try Simplex.minimum(from: best.at, size: size) { model($0).loss(first) }
    }
    for size in [0.05, 0.01] {
      best = try Simplex.minimum(from: best.at, size: size) { model($0).loss(scaled) }
    }
    var found = model(best.at)
    found.mu *= scale
    found.omega *= variance
    found.start *= variance
    return found
  }

  private static func model(at point: [Double]) -> GarchModel {
    let persistence = 1 / (1 + exp(-point[1]))
    let share = 1 / (1 + exp(-point[2]))
    return GarchModel(
      mu: 0, omega: exp(point[0]), alpha: persistence * share, beta: persistence * (1 - share),
      start: 1)
  }

  private static func point(_ alpha: Double, _ beta: Double) -> [Double] {
    let (persistence, share) = (alpha + beta, alpha / (alpha + beta))
    return [
      log(1 - persistence), log(persistence / (1 - persistence)), log(share / (1 - share)),
    ]
  }
}
