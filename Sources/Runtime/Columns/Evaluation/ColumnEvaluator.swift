import Synchronization

/// Computes the columns of expressions in float64, lazily, once, and keeps what was asked for.
///
/// Equal expressions (the same operators with the same arguments on the same columns) share one
/// column, also across calls. Safe to use from several threads.
public final class ColumnEvaluator: Sendable {
  private let cache: Mutex<ColumnCache>
  private let threads: Int

  /// - Parameters:
  ///   - cacheLimit: Bytes of finished columns to keep.
  ///   - threads: How many segments are computed at once; results do not depend on it.
  public init(cacheLimit: Int = 512 << 20, threads: Int = 2) {
    cache = Mutex(ColumnCache(limit: cacheLimit))
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
