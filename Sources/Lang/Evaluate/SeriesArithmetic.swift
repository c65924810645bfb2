import Runtime

/// Operators with a series among the operands: they make graph and compute nothing.
enum SeriesArithmetic {
  static func binary(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, origin: Origin?
  ) throws -> Value {
    if operation == .contains { return try contains(left, right, origin: origin) }
    if let value = try category(operation, left, right, origin: origin) { return value }
    let (a, b) = (try operand(left, operation), try operand(right, operation))
    let expression = try build(operation, a, b, origin: origin)
    return .series(SeriesValue(expression, frame: frame(left, right)))
  }

  /// A value as an operand of graph.
  private static func operand(_ value: Value, _ operation: BinaryOperator) throws -> Expression {
    switch value {
    case .series(let series): return series.expression
    case .number(let number): return Expression(constant: number)
    case .boolean(let flag): return Expression(constant: flag ? 1 : 0)
    case .frame(let frame):
      throw Failure(
        "'\(operation.rawValue)' needs a series, not the frame '\(frame.name)'",
        hint: "\(frame.name).\(frame.frame.names.first ?? "close") is one of its columns")
    default:
      throw Failure(
        "'\(operation.rawValue)' does not combine a series with \(value.described)")
    }
  }

  private static func build(
    _ operation: BinaryOperator, _ a: Expression, _ b: Expression, origin: Origin?
  ) throws -> Expression {
    switch operation {
    case .add: try .add(a, b, origin: origin)
    case .subtract: try .subtract(a, b, origin: origin)
    case .multiply: try .multiply(a, b, origin: origin)
    case .divide: try .divide(a, b, origin: origin)
    case .modulo: try .modulo(a, b, origin: origin)
    case .power: try .power(a, b, origin: origin)
    case .less: try .less(a, b, origin: origin)
    case .lessOrEqual: try .lessOrEqual(a, b, origin: origin)
    case .greater: try .greater(a, b, origin: origin)
    case .greaterOrEqual: try .greaterOrEqual(a, b, origin: origin)
    case .equal, .contains: try .equal(a, b, origin: origin)
    case .notEqual: try .notEqual(a, b, origin: origin)
    case .and: try .and(a, b, origin: origin)
    case .or: try .or(a, b, origin: origin)
    }
  }

  /// `sector == "tech"`: a label compares as its code, a label the column does not have as none.
  private static func category(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, origin: Origin?
  ) throws -> Value? {
    guard operation == .equal || operation == .notEqual else { return nil }
    guard case (.series(let series), .text(let label)) = (left, right) else {
      guard case .text = left else { return nil }
      return try category(operation, right, left, origin: origin)
    }
    guard case .category(let labels) = series.expression.type.element else { return nil }
    let code = labels.firstIndex(of: label).map(Double.init) ?? -1
    let constant = Expression(constant: code)
    return .series(
      series.with(try build(operation, series.expression, constant, origin: origin)))
  }

  private static func contains(
    _ item: Value, _ container: Value, origin: Origin?
  ) throws -> Value {
    guard case .list(let items) = container else {
      return try Arithmetic.contains(item, container, origin: origin)
    }
    var result: Value?
    for candidate in items {
      let match = try binary(.equal, item, candidate, origin: origin)
      result = try result.map { try binary(.or, $0, match, origin: origin) } ?? match
    }
    return result ?? .boolean(false)
  }

  private static func frame(_ left: Value, _ right: Value) -> Frame? {
    for value in [left, right] {
      if case .series(let series) = value, let frame = series.frame { return frame }
    }
    return nil
  }
}

extension SeriesValue {
  /// Another expression on the same frame.
  func with(_ expression: Expression) -> SeriesValue { SeriesValue(expression, frame: frame) }
}
