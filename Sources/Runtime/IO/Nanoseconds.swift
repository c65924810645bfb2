/// Lengths of time in nanoseconds, and division that rounds toward the past.
public enum Nanoseconds {
  public static let millisecond: Int64 = 1_000_000
  public static let second: Int64 = 1_000_000_000
  public static let minute: Int64 = 60 * second
  public static let hour: Int64 = 60 * minute
  public static let day: Int64 = 24 * hour
  public static let week: Int64 = 7 * day

  /// The whole days before a time: `floor(time / day)`, also before 1970.
  public static func days(_ time: Int64) -> Int {
    Int(floorDivide(time, by: day))
  }

  /// The time since midnight UTC, in `0..<day`.
  public static func timeOfDay(_ time: Int64) -> Int64 {
    let remainder = time % day
    return remainder < 0 ? remainder + day : remainder
  }

  /// `a + b`, held at the ends of the range instead of overflowing.
  public static func add(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (b < 0 ? .min : .max) : sum
  }

  /// `a - b`, held at the ends of the range instead of overflowing.
  public static func subtract(_ a: Int64, _ b: Int64) -> Int64 {
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? (b < 0 ? .max : .min) : difference
  }

  /// `floor(a / b)` for a positive `b`.
  static func floorDivide(_ a: Int64, by b: Int64) -> Int64 {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }
}
