import Synchronization

/// A value that is made when it is first asked for, then kept.
///
/// Safe to ask from several threads: two that come first at once may both make it, and one of the
/// equal values is kept.
public final class Lazy<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  public init() {}

  public func value(_ make: () throws -> Value) rethrows -> Value {
    if let value = known.withLock({ $0 }) { return value }
    let made = try make()
    return known.withLock { kept in
      if kept == nil { kept = made }
      return kept ?? made
    }
  }
}
