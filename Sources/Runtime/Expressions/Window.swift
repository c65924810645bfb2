/// The extent of a rolling operator: a count of bars, or a length of time `(t - w, t]`.
public enum Window: Hashable, Sendable {
  case bars(Int)
  /// Nanoseconds.
  case duration(Int64)

  /// The number of bars; nil for a length of time.
  public var bars: Int? {
    if case .bars(let count) = self { return count }
    return nil
  }

  /// How many values a window needs where the call does not say `min=`: all bars, or one in time.
  var defaultMinimum: Int { bars ?? 1 }

  var key: String {
    switch self {
    case .bars(let count): "\(count)"
    case .duration(let length): "\(length)ns"
    }
  }
}
