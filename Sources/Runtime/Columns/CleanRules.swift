/// What `clean` does about each kind of defect; nil leaves it as it is.
public struct CleanRules: Sendable, Equatable {
  /// Rows that repeat a time (and symbol).
  public enum Duplicates: String, Sendable, CaseIterable { case first, last, drop }
  /// What becomes of a row with a defect.
  public enum Remedy: String, Sendable, CaseIterable {
    /// The row is left out.
    case drop
    /// The cells at fault become missing.
    case nan
  }
  /// Bars whose open or close lies outside low..high.
  public enum Bars: String, Sendable, CaseIterable {
    case drop, nan
    /// The high and the low are moved out to the other prices.
    case widen
  }
  public enum Outliers: String, Sendable, CaseIterable {
    case drop, nan
    /// Spikes that the next bar takes back, and everything before a jump of the price level.
    case reversal
  }
  public enum Missing: String, Sendable, CaseIterable {
    case drop
    /// The last cell of the symbol that was there.
    case fill
  }

  public var sortsRows = false
  public var duplicates: Duplicates?
  public var notPositive: Remedy?
  public var bars: Bars?
  public var zeroVolume: Remedy?
  public var outliers: Outliers?
  /// Multiples of a symbol's mean absolute return beyond which a return is an outlier.
  public var outlierLimit = BarAudit.outlierFactor
  /// Exact zeros among positive numbers, in columns other than those of bars.
  public var zeros: Remedy?
  /// Rows at weekends of a market that is closed then.
  public var strays: Remedy?
  public var missing: Missing?
  /// Symbols with fewer rows are left out.
  public var leastRows: Int?

  public init() {}

  public var isEmpty: Bool { self == CleanRules() }
}
