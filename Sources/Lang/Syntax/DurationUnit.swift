/// The units a duration is written in.
enum DurationUnit: String, CaseIterable, Sendable {
  case ms, s, min, h, d, w, mo, y

  /// Nanoseconds, 0 for months and years.
  var nanoseconds: Double {
    switch self {
    case .ms: 1e6
    case .s: 1e9
    case .min: 60e9
    case .h: 3_600e9
    case .d: 86_400e9
    case .w: 604_800e9
    case .mo, .y: 0
    }
  }

  /// Months, 0 for units of a fixed length.
  var months: Double {
    switch self {
    case .mo: 1
    case .y: 12
    default: 0
    }
  }

  /// `count` units, nil when that is no whole number of months or longer than 290 years.
  func times(_ count: Double) -> DurationLiteral? {
    let total = (count * nanoseconds).rounded()
    guard abs(total) < 9.2e18, abs(count * months) < 3_600,
      let whole = Int(exactly: count * months)
    else { return nil }
    return DurationLiteral(nanoseconds: Int64(total), months: whole)
  }
}
