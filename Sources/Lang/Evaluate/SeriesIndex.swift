import Runtime

/// Elements and parts of series and frames.
enum SeriesIndex {
  static func element(_ index: Value, of series: SeriesValue, in session: Session) throws -> Value {
    switch index {
    case .number(let number): return try value(at: number, of: series, in: session)
    case .text, .range:
      let part = try element(index, of: FrameValue(try frame(of: series, session), name: ""))
      guard case .frame(let cut) = part, let column = cut.frame.columns.first else { return part }
      let isTruth = series.expression.type.element == .boolean
      let expression = isTruth ? try .notEqual(column, Expression(constant: 0)) : column
      return .series(SeriesValue(expression, name: series.name, frame: cut.frame))
    default: throw Failure("a series has no element at \(index.described)")
    }
  }

  static func element(_ index: Value, of frame: FrameValue) throws -> Value {
    switch index {
    case .text(let symbol):
      return .frame(FrameValue(try frame.frame.symbol(symbol), name: frame.name))
    case .range(let range):
      let times = TimeRange(
        lower: try range.lower.map(time), upper: try range.upper.map(time))
      return .frame(FrameValue(try frame.frame.slice(times), name: frame.name))
    default:
      throw Failure(
        "a frame is indexed by a symbol or a range of dates, not by \(index.described)")
    }
  }

  /// One value of a one-symbol series, as number, bool or label.
  private static func value(
    at number: Double, of series: SeriesValue, in session: Session
  ) throws -> Value {
    let expression = series.expression
    guard let axis = expression.type.axis else {
      throw Failure("a single number has no element \(NumberFormat.general(number))")
    }
    guard axis.segments.count <= 1 else {
      throw Failure(
        "a series of several symbols has no element \(NumberFormat.general(number))",
        hint: "choose a symbol first: x[\"\(axis.symbols.first ?? "AAPL")\"]")
    }
    let place = try Members.place(number, count: axis.rowCount, of: "the series")
    let values = try session.evaluator.values(of: expression)
    guard place < values.count else { throw Failure("the series has no element \(place)") }
    return Value.element(values[place], of: expression.type.element)
  }

  /// A frame that holds the series as its only column.
  private static func frame(of series: SeriesValue, _ session: Session) throws -> Frame {
    let expression = series.expression
    guard let axis = expression.type.axis else {
      throw Failure("a single number has no rows to choose from")
    }
    let name = series.name ?? "value"
    let column = try session.column(of: expression)
    return Frame(
      axis: axis, fields: [Frame.Field(name, column, reach: expression.reach)], source: name)
  }

  private static func time(_ value: Value) throws -> TimePoint {
    guard case .date(let date) = value else {
      throw Failure("a time range needs dates such as 2024-06-30, not \(value.described)")
    }
    return TimePoint(wall: date.nanoseconds, isDay: date.isDay)
  }
}

extension Value {
  /// One cell of a column.
  static func element(_ cell: Double, of element: Element) -> Value {
    if cell.isNaN { return .number(.nan) }
    switch element {
    case .number: return .number(cell)
    case .boolean: return .boolean(cell != 0)
    case .category(let labels):
      guard let code = Int(exactly: cell), labels.indices.contains(code) else {
        return .number(.nan)
      }
      return .text(labels[code])
    }
  }
}
