/// A field of the calendar, per row.
enum RowField: Sendable, Equatable {
  case hour, minuteOfDay, weekday, day, month, year
  /// Days since 1970-01-01 of the row's date in the frame's zone.
  case session

  fileprivate var calendarField: CalendarField? {
    switch self {
    case .hour: .hour
    case .minuteOfDay: .minuteOfDay
    case .weekday: .weekday
    case .day: .day
    case .month: .month
    case .year: .year
    case .session: nil
    }
  }
}

/// A field of the calendar in the axis's zone.
struct CalendarOperation: AxisOperation {
  let field: RowField
  let axis: Axis
  var key: String { "calendar(\(field))" }

  func moved(to axis: Axis) -> Self { .init(field: field, axis: axis) }

  func evaluate(_ task: ColumnTask) throws {
    let values =
      field.calendarField.map { axis.calendar($0) }
      ?? axis.times.map { Double(Nanoseconds.days(axis.localTime($0))) }
    for row in task.rows { task.output[row] = row < values.count ? values[row] : .nan }
  }
}

extension Parameter {
  /// A series whose rows are meant, the frame in use unless given.
  static let onSeries = Parameter(
    "x", .series, default: .absent, "a series whose rows are meant; the frame in use if left out")
}

extension OperatorCall {
  /// A calendar function of the rows of `x` or of the frame in use.
  func calendar(_ field: RowField, for operatorName: String) throws -> OperatorResult {
    guard let axis = try has("x") ? column("x").type.axis : frame?.axis else {
      throw Failure("\(operatorName) needs a frame in use", hint: "use px, or give it a series")
    }
    guard axis.hasTime else { throw Failure("\(operatorName) needs a frame with times") }
    let operation = CalendarOperation(field: field, axis: axis)
    return .series(try Expression(operation, [], origin: origin))
  }
}
