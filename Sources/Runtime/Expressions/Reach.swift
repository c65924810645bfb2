/// Which rows a series expression reads, relative to the row it is valued at, and what was fitted.
///
/// The causality type of the language: `from` is minus the lookback, `to` the lookahead. Shifts add
/// up, so `lag(lead(x, 2), 3)` has `to == -1` and is causal.
public struct Reach: Sendable, Equatable {
  /// A lookback without bound: recursive operators and windows in time.
  public static let unbounded = Int.min / 4

  /// Whether a statistic over many rows went into the value, and over which rows.
  public enum Fit: Int, Sendable, Comparable {
    case none, training, wholeSample
    public static func < (a: Fit, b: Fit) -> Bool { a.rawValue < b.rawValue }
  }

  /// Earliest row read, relative to the current one (negative: the past).
  public var from: Int
  /// Latest row read, relative to the current one (positive: the future).
  public var to: Int
  public var fit: Fit

  public init(from: Int = 0, to: Int = 0, fit: Fit = .none) {
    self.from = from
    self.to = to
    self.fit = fit
  }

  /// Bars of history needed.
  public var lookback: Int { max(0, -from) }
  /// Bars of the future read.
  public var lookahead: Int { max(0, to) }
  public var isCausal: Bool { to <= 0 && fit != .wholeSample }

  /// The reach of a value that needs both.
  public func union(_ other: Reach) -> Reach {
    Reach(from: min(from, other.from), to: max(to, other.to), fit: max(fit, other.fit))
  }

  /// The reach after reading `bars` rows later (negative: earlier).
  public func shifted(by bars: Int) -> Reach {
    Reach(from: Self.add(from, bars), to: to + bars, fit: fit)
  }

  /// The reach of a window of `bars` rows that ends at the current one; nil is the whole history.
  public func windowed(_ bars: Int?) -> Reach {
    Reach(from: bars.map { Self.add(from, 1 - $0) } ?? Self.unbounded, to: to, fit: fit)
  }

  /// The reach of a number, and of a schedule that was published before its times: reading later
  /// rows of it is no look-ahead, however far.
  public static let knownAhead = Reach(from: 0, to: unbounded)
  public var isKnownAhead: Bool { to <= Self.unbounded / 2 }

  /// The reach of a column whose cells were carried to the rows of another axis.
  ///
  /// A look-ahead is counted in rows of the new axis, rounded up; a column that reads the past alone
  /// keeps no credit for it.
  public func carried(from source: Axis, to target: Axis) -> Reach {
    if self == Reach() || isKnownAhead || source === target { return self }
    guard to > 0 else { return Reach(from: Self.unbounded, to: 0, fit: fit) }
    let ratio = target.frequency > 0 ? Double(source.frequency) / Double(target.frequency) : 1
    let bars = (Double(to) * Swift.max(1, ratio)).rounded(.up)
    return Reach(from: Self.unbounded, to: Int(exactly: bars) ?? Int(Int32.max), fit: fit)
  }

  private static func add(_ from: Int, _ bars: Int) -> Int {
    from == unbounded ? unbounded : max(unbounded, from + bars)
  }
}
