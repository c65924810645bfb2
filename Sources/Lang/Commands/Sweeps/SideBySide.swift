import Runtime

/// Pieces of work on threads of their own, each with one thread of the engine.
enum SideBySide {
  /// - Parameter say: Gets what is done, about ten times a second.
  /// - Throws: The error of the first piece, by place, that failed; `Interrupted`.
  static func map<Result: Sendable>(
    count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Result,
    say: ([Int: Result]) throws -> Void
  ) throws -> [Result] {
    let outer = EngineThreads.count
    EngineThreads.count = 1
    defer { EngineThreads.count = outer }
    return try WorkPool.map(count: count, threads: threads, body, onProgress: say)
  }
}
