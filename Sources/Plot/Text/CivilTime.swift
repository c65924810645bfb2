/// A UTC time in calendar fields, proleptic Gregorian.
///
/// - Source: H. Hinnant, "chrono-compatible low-level date algorithms".
struct CivilTime: Equatable {
  var year: Int
  /// From 1.
  var month: Int
  /// From 1.
  var day: Int
  /// Since midnight.
  var second: Int

  static let secondsPerDay = 86_400

  init(year: Int, month: Int = 1, day: Int = 1, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.second = second
  }

  /// The fields of a count of seconds since 1970; nil beyond the years that a time in
  /// nanoseconds can hold.
  init?(seconds: Double) {
    guard seconds.magnitude < 1e10, let whole = Int(exactly: seconds.rounded(.down)) else {
      return nil
    }
    let days = Self.floorDivide(whole, Self.secondsPerDay)
    second = whole - days * Self.secondsPerDay
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Seconds since 1970.
  var seconds: Double {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Self.floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return Double(days) * Double(Self.secondsPerDay) + Double(second)
  }

  /// `2024-06-30`.
  var date: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

  /// `Jun 30`.
  var monthAndDay: String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return names.indices.contains(month - 1) ? "\(names[month - 1]) \(day)" : date
  }

  /// `09:30`, with seconds where there are any.
  var clock: String {
    let minutes = "\(Self.two(second / 3600)):\(Self.two(second / 60 % 60))"
    return second % 60 == 0 ? minutes : minutes + ":" + Self.two(second % 60)
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}
