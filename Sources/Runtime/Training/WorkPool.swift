import Synchronization

/// Pieces of work on a few threads while the caller looks on; results keep their places.
public enum WorkPool {
  private struct State<Value: Sendable>: Sendable {
    var next = 0
    var results: [Int: Result<Value, any Error>] = [:]
    var working = 0
    var isStopped = false
  }

  /// Does all pieces, or stops at the first error; pieces under way then end first.
  ///
  /// - Parameters:
  ///   - threads: How many at once; results do not depend on it where pieces do not.
  ///   - onProgress: Called about ten times a second on the caller's thread with what is done; an
  ///     error of it stops the work.
  /// - Throws: The error of the first piece, by place, that failed; `Interrupted`.
  public static func map<Value: Sendable>(
    count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Value,
    onProgress: ([Int: Value]) throws -> Void = { _ in }
  ) throws -> [Value] {
    let state = Monitor(State<Value>())
    let most = max(1, min(threads, count))
    for _ in 0..<most {
      state.update { $0.working += 1 }
      do {
        try WorkerThread.start { work(state, count, body) }
      } catch {
        state.update { $0.working -= 1 }
        if state.read({ $0.working }) == 0 { throw error }
      }
    }
    var refusal: (any Error)?
    while state.read({ $0.working > 0 }) {
      state.wait(milliseconds: 100) { $0.working == 0 }
      do {
        try onProgress(state.read { $0.results.compactMapValues { try? $0.get() } })
      } catch {
        refusal = refusal ?? error
        state.update { $0.isStopped = true }
      }
    }
    if let refusal { throw refusal }
    let results = state.read { $0.results }
    if let failed = results.keys.sorted().first(where: { isFailure(results[$0]) }) {
      _ = try results[failed]?.get()
    }
    try Interrupt.check()
    return try (0..<count).compactMap { try results[$0]?.get() }
  }

  private static func isFailure<Value>(_ result: Result<Value, any Error>?) -> Bool {
    if case .failure? = result { return true }
    return false
  }

  private static func work<Value: Sendable>(
    _ state: Monitor<State<Value>>, _ count: Int, _ body: (Int) throws -> Value
  ) {
    while true {
      let place = state.update { state -> Int? in
        guard !state.isStopped, state.next < count, !Interrupt.isRequested else { return nil }
        state.next += 1
        return state.next - 1
      }
      guard let place else { break }
      let result = Result { try body(place) }
      state.update { state in
        state.results[place] = result
        if isFailure(result) { state.isStopped = true }
      }
    }
    state.update { $0.working -= 1 }
  }
}
