@preconcurrency import Glibc

/// Wall time since the last look.
public struct Stopwatch {
  private var last = Self.now

  /// Starts.
  public init() {}

  /// Seconds since the last lap.
  public mutating func lap() -> Double {
    let now = Self.now
    defer { last = now }
    return now - last
  }

  /// Seconds since the last lap, which goes on.
  public var elapsed: Double { Self.now - last }

  /// Seconds of a clock that never goes back.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
