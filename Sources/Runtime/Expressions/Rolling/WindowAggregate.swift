import CKernels

/// What is known of a run of rows, and how two neighbouring runs combine.
///
/// Sums, moments and co-moments are aggregates. A window's aggregate is combined from the rows in
/// it and from nothing else: no value is ever subtracted, so a large value leaves no trace once it
/// has left the window.
protocol WindowAggregate: Sendable {
  /// No rows.
  init()
  /// One row; a missing value gives no rows.
  init(_ x: Double, _ y: Double)
  /// The older run followed by the newer.
  func followed(by newer: Self) -> Self
  /// Rows whose values are present.
  var count: Double { get }

  /// The kernel that makes the aggregates of many windows of bars at once; nil when there is none.
  static var kernel: WindowKernel? { get }
}

extension WindowAggregate {
  static var kernel: WindowKernel? { nil }
}

/// A statistic of an aggregate: what a rolling operator and its whole-sample form compute.
protocol AggregateStatistic: Sendable {
  associatedtype Aggregate: WindowAggregate
  /// Name and static arguments: `std`, `std0`.
  var key: String { get }
  func value(of aggregate: Aggregate) -> Double
  /// The same of many windows at once, where a kernel knows how.
  var finish: WindowFinish? { get }
  /// `try loop.run(self)`, written out in every statistic: behind a concrete type the compiler
  /// specialises the loop, which makes it dozens of times faster.
  func run(_ loop: AggregateLoop) throws
}

extension AggregateStatistic {
  var finish: WindowFinish? { nil }

  /// The kernel for windows of bars; nil where the loop over rows has to do.
  func kernel(bars: Int) -> WindowKernel? {
    finish == nil || bars > WindowKernel.longest ? nil : Aggregate.kernel
  }
}

/// `Σ x`.
struct SumAggregate: WindowAggregate {
  var count = 0.0
  var sum = 0.0

  init() {}

  init(_ x: Double, _ y: Double) {
    if x == x { (count, sum) = (1, x) }
  }

  static let kernel: WindowKernel? = WindowKernel(FML_WINDOW_SUM, parts: 1)

  func followed(by newer: SumAggregate) -> SumAggregate {
    var result = self
    result.count += newer.count
    result.sum += newer.sum
    return result
  }
}

/// Mean and `Σ (x - mean)^2`.
///
/// - Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing
///   sample variances" (1979).
struct VarianceAggregate: WindowAggregate {
  var count = 0.0
  var mean = 0.0
  var squares = 0.0

  init() {}

  init(_ x: Double, _ y: Double) {
    if x == x { (count, mean) = (1, x) }
  }

  static let kernel: WindowKernel? = WindowKernel(FML_WINDOW_VARIANCE, parts: 2)

  func followed(by newer: VarianceAggregate) -> VarianceAggregate {
    if newer.count == 0 { return self }
    if count == 0 { return newer }
    var result = self
    result.count = count + newer.count
    let distance = newer.mean - mean
    let share = distance * (newer.count / result.count)
    result.mean = mean + share
    result.squares = squares + newer.squares + distance * share * count
    return result
  }
}

/// Mean and the central sums of powers two to four.
///
/// - Source: Pébay, "Formulas for robust, one-pass parallel computation of covariances and
///   arbitrary-order statistical moments", SAND2008-6212.
struct MomentAggregate: WindowAggregate {
  var count = 0.0
  var mean = 0.0
  var squares = 0.0
  var cubes = 0.0
  var quartics = 0.0

  init() {}

  init(_ x: Double, _ y: Double) {
    if x == x { (count, mean) = (1, x) }
  }

  func followed(by newer: MomentAggregate) -> MomentAggregate {
    if newer.count == 0 { return self }
    if count == 0 { return newer }
    let (a, b, n) = (count, newer.count, count + newer.count)
    let step = (newer.mean - mean) / n
    let square = step * step
    var result = self
    result.count = n
    result.mean = mean + step * b
    result.squares = squares + newer.squares + square * a * b * n
    result.cubes =
      cubes + newer.cubes + square * step * a * b * (a - b) * n
      + 3 * step * (a * newer.squares - b * squares)
    result.quartics =
      quartics + newer.quartics + square * square * a * b * (a * a - a * b + b * b) * n
      + 6 * square * (a * a * newer.squares + b * b * squares)
      + 4 * step * (a * newer.cubes - b * cubes)
    return result
  }
}

/// Means and central sums of squares and products of pairs; a pair with a missing value is left out.
struct CovarianceAggregate: WindowAggregate {
  var count = 0.0
  var meanX = 0.0
  var meanY = 0.0
  var squaresX = 0.0
  var squaresY = 0.0
  var products = 0.0

  init() {}

  init(_ x: Double, _ y: Double) {
    if x == x, y == y { (count, meanX, meanY) = (1, x, y) }
  }

  static let kernel: WindowKernel? = WindowKernel(FML_WINDOW_COVARIANCE, parts: 5)

  func followed(by newer: CovarianceAggregate) -> CovarianceAggregate {
    if newer.count == 0 { return self }
    if count == 0 { return newer }
    var result = self
    result.count = count + newer.count
    let share = newer.count / result.count
    let (x, y) = (newer.meanX - meanX, newer.meanY - meanY)
    result.meanX = meanX + x * share
    result.meanY = meanY + y * share
    result.squaresX = squaresX + newer.squaresX + x * x * share * count
    result.squaresY = squaresY + newer.squaresY + y * y * share * count
    result.products = products + newer.products + x * y * share * count
    return result
  }
}
