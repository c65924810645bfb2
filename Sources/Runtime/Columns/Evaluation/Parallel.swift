@preconcurrency import Glibc
import Synchronization

/// Independent pieces of work over a few threads; the results keep their order.
enum Parallel {
  /// - Throws: The error of the first piece (by index) that failed.
  static func map<Value: Sendable>(
    count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    guard threads > 1, count > 1 else { return try (0..<count).map(body) }
    let job = Job(count: count, body)
    let helpers = (1..<min(threads, count)).compactMap { _ in job.start() }
    job.work()
    for helper in helpers { pthread_join(helper, nil) }
    return try job.results()
  }

  private final class Job<Value: Sendable>: Sendable {
    private let count: Int
    private let body: @Sendable (Int) throws -> Value
    private let next = Atomic<Int>(0)
    private let finished: Mutex<[Int: Result<Value, any Error>]> = Mutex([:])

    init(count: Int, _ body: @escaping @Sendable (Int) throws -> Value) {
      self.count = count
      self.body = body
    }

    /// Takes pieces until none is left.
    func work() {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = Result { try body(index) }
        finished.withLock { $0[index] = result }
      }
    }

    /// nil when the system gives no thread: the caller then does all the work itself.
    func start() -> pthread_t? {
      var thread = pthread_t()
      let box = Unmanaged.passRetained(Work { self.work() })
      let code = pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer else { return nil }
          Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run()
          return nil
        }, box.toOpaque())
      guard code == 0 else {
        box.release()
        return nil
      }
      return thread
    }

    func results() throws -> [Value] {
      let byIndex = finished.withLock { $0 }
      return try (0..<count).compactMap { try byIndex[$0]?.get() }
    }
  }

  /// A closure as an object that a C function can carry.
  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
