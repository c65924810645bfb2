/// The deepest drawdown of a book with the labels of its bars, in nanoseconds UTC.
public struct DatedDrawdown: Sendable, Equatable {
  /// `trough / peak - 1`, zero or negative; a fraction.
  public let depth: Double
  /// The last bar at the peak; the first bar of the part where equity never rose above its start.
  public let peak: Int64
  public let trough: Int64
  /// Nil where the peak was not reached again.
  public let recovery: Int64?

  init(depth: Double, peak: Int64, trough: Int64, recovery: Int64?) {
    (self.depth, self.peak, self.trough, self.recovery) = (depth, peak, trough, recovery)
  }

  /// - Edge cases: nil without capital or without bars; all dates are the first bar where equity
  ///   never fell.
  init?(wealth: [Double], start: Double, times: [Int64]) {
    guard start > 0, let fall = Drawdown(wealth: wealth, start: start), let first = times.first
    else { return nil }
    depth = fall.depth
    peak = fall.peak.map { times[$0] } ?? first
    trough = fall.trough.map { times[$0] } ?? first
    recovery = fall.trough == nil ? first : fall.recovery.map { times[$0] }
  }
}
