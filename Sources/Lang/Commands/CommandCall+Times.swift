import Runtime

/// Reading of dates, ranges of dates and lists of texts.
extension CommandCall {
  /// A date, or nil where none was given.
  func timePoint(_ parameter: Parameter) throws -> TimePoint? {
    guard let value = value(parameter) else { return nil }
    return try timePoint(value, parameter)
  }

  /// A range of dates `a..b`, each side open or inclusive.
  func timeRange(_ parameter: Parameter) throws -> TimeRange {
    let range = try range(parameter)
    return TimeRange(
      lower: try range.lower.map { try timePoint($0, parameter) },
      upper: try range.upper.map { try timePoint($0, parameter) })
  }

  /// A fixed length of time in nanoseconds.
  ///
  /// - Throws: `Failure` for months and years, whose length differs.
  func nanoseconds(_ parameter: Parameter) throws -> Int64 {
    let duration = try duration(parameter)
    guard duration.months == 0 else {
      throw failure(parameter, "must have a fixed length: use days", hint: "\(parameter.name)=30d")
    }
    return duration.nanoseconds
  }

  /// A list of texts.
  func texts(_ parameter: Parameter) throws -> [String] {
    try list(parameter).map { item in
      guard case .text(let text) = item else {
        throw failure(parameter, "must be a list of texts in quotes")
      }
      return text
    }
  }

  private func timePoint(_ value: Value, _ parameter: Parameter) throws -> TimePoint {
    guard case .date(let date) = value else {
      throw failure(parameter, "must be a date such as 2024-06-30, not \(value.described)")
    }
    return TimePoint(wall: date.nanoseconds, isDay: date.isDay)
  }
}
