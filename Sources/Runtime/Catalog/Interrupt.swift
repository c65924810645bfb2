import Synchronization

/// The one global of the process: set by the signal handler, polled by every long computation.
public enum Interrupt {
  private static let flag = Atomic<Bool>(false)

  /// Safe to call from a signal handler.
  public static func request() { flag.store(true, ordering: .relaxed) }
  public static var isRequested: Bool { flag.load(ordering: .relaxed) }
  public static func clear() { flag.store(false, ordering: .relaxed) }

  /// - Throws: `Interrupted` when an interrupt was requested; the request stays until `clear()`.
  public static func check() throws {
    if isRequested { throw Interrupted() }
  }
}

/// Thrown out of a computation that the user stopped with Ctrl-C.
public struct Interrupted: Error, Sendable {
  public init() {}
}
