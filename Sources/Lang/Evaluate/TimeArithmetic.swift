import Runtime

/// Operators on dates and durations.
enum TimeArithmetic {
  /// - Returns: nil where the operator is not one of time (`==`, `in`, `and`).
  static func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    switch (left, right) {
    case (.date(let date), .duration(let duration)) where operation == .add:
      return .date(try date.adding(duration))
    case (.duration(let duration), .date(let date)) where operation == .add:
      return .date(try date.adding(duration))
    case (.date(let date), .duration(let duration)) where operation == .subtract:
      return .date(try date.adding(duration.negated))
    case (.date(let x), .date(let y)): return dates(operation, x, y)
    case (.duration(let x), .duration(let y)): return durations(operation, x, y)
    case (.duration(let duration), .number(let factor)) where operation == .multiply:
      return try .duration(duration.scaled(by: factor))
    case (.number(let factor), .duration(let duration)) where operation == .multiply:
      return try .duration(duration.scaled(by: factor))
    case (.duration(let duration), .number(let divisor)) where operation == .divide:
      return try .duration(duration.scaled(by: 1 / divisor))
    default: return nil
    }
  }

  private static func dates(_ operation: BinaryOperator, _ x: DateLiteral, _ y: DateLiteral)
    -> Value?
  {
    if operation == .subtract {
      let distance = x.nanoseconds.subtractingReportingOverflow(y.nanoseconds).partialValue
      return .duration(DurationLiteral(nanoseconds: distance, months: 0))
    }
    return compare(operation, Double(x.nanoseconds), Double(y.nanoseconds))
  }

  private static func durations(
    _ operation: BinaryOperator, _ x: DurationLiteral, _ y: DurationLiteral
  ) -> Value? {
    switch operation {
    case .add: return .duration(x.adding(y))
    case .subtract: return .duration(x.adding(y.negated))
    case .divide:
      let divisor = y.approximateNanoseconds
      return .number(divisor == 0 ? .nan : x.approximateNanoseconds / divisor)
    default: return compare(operation, x.approximateNanoseconds, y.approximateNanoseconds)
    }
  }

  private static func compare(_ operation: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    switch operation {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: Arithmetic.numbers(operation, x, y)
    default: nil
    }
  }
}

extension DateLiteral {
  /// The date moved by months first (a day past the month's end becomes its last day), then by the
  /// fixed length; it stays a day when it is moved by whole days.
  ///
  /// - Throws: `Failure` when the result lies before 1678 or after 2261.
  func adding(_ duration: DurationLiteral) throws -> DateLiteral {
    let moved = duration.months == 0 ? nanoseconds : try addingMonths(duration.months)
    let (sum, overflow) = moved.addingReportingOverflow(duration.nanoseconds)
    guard !overflow else { throw Self.outOfRange }
    let keepsDay = isDay && duration.nanoseconds % Nanoseconds.day == 0
    return DateLiteral(nanoseconds: sum, isDay: keepsDay)
  }

  private func addingMonths(_ months: Int) throws -> Int64 {
    let date = CivilDate(daysSinceEpoch: Nanoseconds.days(nanoseconds))
    let (total, overflow) = (date.year * 12 + date.month - 1).addingReportingOverflow(months)
    guard !overflow, (1678 * 12..<2262 * 12).contains(total) else { throw Self.outOfRange }
    for candidate in stride(from: date.day, through: 1, by: -1) {
      if let moved = CivilDate(year: total / 12, month: total % 12 + 1, day: candidate) {
        return Nanoseconds.add(moved.startOfDay, Nanoseconds.timeOfDay(nanoseconds))
      }
    }
    return nanoseconds
  }

  private static var outOfRange: Failure { Failure("a date lies between 1678 and 2261") }
}

extension DurationLiteral {
  /// A month counts as 30.436875 days.
  var approximateNanoseconds: Double {
    Double(nanoseconds) + Double(months) * 30.436875 * Double(Nanoseconds.day)
  }

  var negated: DurationLiteral {
    DurationLiteral(
      nanoseconds: nanoseconds == .min ? .max : -nanoseconds,
      months: months == .min ? .max : -months)
  }

  func adding(_ other: DurationLiteral) -> DurationLiteral {
    DurationLiteral(
      nanoseconds: nanoseconds.addingReportingOverflow(other.nanoseconds).partialValue,
      months: months.addingReportingOverflow(other.months).partialValue)
  }

  /// - Throws: `Failure` when the result is too long, or is no whole number of months.
  func scaled(by factor: Double) throws -> DurationLiteral {
    guard let months = Int(exactly: Double(months) * factor),
      let nanoseconds = Int64(exactly: (Double(nanoseconds) * factor).rounded())
    else { throw Failure("a duration cannot be multiplied by \(NumberFormat.general(factor))") }
    return DurationLiteral(nanoseconds: nanoseconds, months: months)
  }
}

extension Value {
  /// A day as the upper end of a range means the end of that day.
  var endOfDay: Value {
    guard case .date(let date) = self, date.isDay else { return self }
    return .date(
      DateLiteral(
        nanoseconds: date.nanoseconds.addingReportingOverflow(Nanoseconds.day - 1).partialValue,
        isDay: false))
  }
}
