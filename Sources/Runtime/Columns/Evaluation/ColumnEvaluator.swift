import Synchronization

/// Computes the columns of expressions in float64, lazily, once, and keeps what was asked for.
///
/// Equal expressions (the same operators with the same arguments on the same columns) share one
/// column, also across calls. Safe to use from several threads.
public final class ColumnEvaluator: Sendable {
  private let cache: Mutex<ColumnCache>
  private let matrices: Mutex<MatrixCache>
  private let threads: Int

  /// - Parameters:
  ///   - cacheLimit: Bytes of finished columns to keep, and of matrices of features.
  ///   - threads: How many segments are computed at once; results do not depend on it.
  public init(cacheLimit: Int = 512 << 20, threads: Int = 2) {
    cache = Mutex(ColumnCache(limit: cacheLimit))
    matrices = Mutex(MatrixCache(limit: cacheLimit))
    self.threads = max(1, threads)
  }

  /// The values of a column, one per row of its axis; of a scalar, one number.
  ///
  /// - Throws: `Failure` when the expression cannot be computed over rows (it holds a batch of a
  ///   loss); `Interrupted`.
  public func values(of expression: Expression) throws
    -> [Double]
  {
    try values(of: [expression]).first ?? []
  }

  /// The values of several expressions, which share common parts.
  public func values(of expressions: [Expression]) throws
    -> [[Double]]
  {
    let plan = try cache.withLock { cache in
      try ColumnPlan(of: expressions, cache: &cache)
    }
    let results = try ColumnRun(plan: plan, threads: threads).run()
    cache.withLock { cache in
      for (root, values) in zip(plan.roots, results) { cache.store(values, for: root) }
    }
    return results
  }

  /// Hands the values of columns of one axis over in blocks of rows; none of them is kept.
  ///
  /// - Parameter body: Gets the rows and, per expression, its values, to be read at those rows
  ///   only. It is called from several threads at once, for every row once.
  /// - Throws: `Failure` when an expression cannot be computed over rows, or what the body throws;
  ///   `Interrupted`.
  func stream(_ expressions: [Expression], _ body: @escaping ColumnBlocks.Body) throws {
    let plan = try cache.withLock { cache in try ColumnPlan(of: expressions, cache: &cache) }
    try ColumnRun(plan: plan, threads: threads).stream(body)
  }

  /// The unscaled matrix of features: a kept one where the same formulas are asked for on the same
  /// cells, so that another split or target, or the file loaded again, computes nothing anew.
  ///
  /// - Parameter make: Computes it.
  func matrix(
    of features: [Expression], _ make: () throws -> FeatureMatrix
  ) throws -> FeatureMatrix {
    let columns = try cache.withLock { cache in
      try ColumnPlan(of: features, cache: &cache).roots
    }
    let known = matrices.withLock { $0.matrix(columns) }
    if let known { return known }
    let made = try make()
    matrices.withLock { $0.store(made, for: columns) }
    return made
  }

  /// The number of a scalar expression, such as `mean(close)`.
  ///
  /// - Throws: `Failure` for a column or a batch.
  public func number(of expression: Expression) throws
    -> Double
  {
    guard expression.type.shape == .scalar else {
      throw Failure("a number is needed here, not a series")
    }
    return try values(of: expression).first ?? .nan
  }
}
