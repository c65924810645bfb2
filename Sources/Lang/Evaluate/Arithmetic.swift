import Runtime

/// Operators on values: numbers, texts, dates, durations, lists; series make graph.
///
/// Missing stays missing; `and` and `or` are three-valued; lists are not combined element by
/// element.
enum Arithmetic {
  static func binary(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, origin: Origin?
  ) throws -> Value {
    switch (left, right) {
    case (.series, _), (_, .series):
      return try SeriesArithmetic.binary(operation, left, right, origin: origin)
    case (.number(let x), .number(let y)) where operation != .and && operation != .or:
      return numbers(operation, x, y)
    case (.date, _), (_, .date), (.duration, _), (_, .duration):
      if let value = try TimeArithmetic.binary(operation, left, right) { return value }
    default: break
    }
    switch operation {
    case .and, .or: return try logic(operation, left, right)
    case .equal, .notEqual: return equality(operation, left, right)
    case .contains: return try contains(left, right, origin: origin)
    default: return try others(operation, left, right)
    }
  }

  /// Two numbers; a comparison with a missing one is missing.
  static func numbers(_ operation: BinaryOperator, _ x: Double, _ y: Double) -> Value {
    guard let code = operation.microCode else { return .number(.nan) }
    let result = ScalarMath.value(code, x, y)
    return operation.isComparison && !result.isNaN ? .boolean(result != 0) : .number(result)
  }

  static func negate(_ value: Value, origin: Origin?) throws -> Value {
    switch value {
    case .number(let number): return .number(-number)
    case .duration(let duration): return .duration(duration.negated)
    case .series(let series):
      return .series(series.with(try .negate(series.expression, origin: origin)))
    default: throw Failure("'-' needs a number or a series, not \(try value.settled().described)")
    }
  }

  static func not(_ value: Value, origin: Origin?) throws -> Value {
    switch value {
    case .boolean(let flag): return .boolean(!flag)
    case .number(let number) where number.isNaN: return value
    case .series(let series):
      return .series(series.with(try .not(series.expression, origin: origin)))
    default: throw Failure("'not' needs true or false, not \(try value.settled().described)")
    }
  }

  /// True, false, or nil where missing.
  private static func truth(_ value: Value, _ operation: BinaryOperator) throws -> Bool? {
    switch value {
    case .boolean(let flag): return flag
    case .number(let number) where number.isNaN: return nil
    default:
      throw Failure("'\(operation.rawValue)' needs true or false, not \(value.described)")
    }
  }

  private static func logic(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws -> Value {
    let sides = [try truth(left, operation), try truth(right, operation)]
    let decisive = operation == .or
    if sides.contains(decisive) { return .boolean(decisive) }
    return sides.contains(nil) ? .number(.nan) : .boolean(!decisive)
  }

  private static func equality(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) -> Value {
    if left.isMissing || right.isMissing { return .number(.nan) }
    return .boolean(left.equals(right) == (operation == .equal))
  }

  static func contains(_ item: Value, _ container: Value, origin: Origin?) throws -> Value {
    switch (container, item) {
    case (.list(let items), _):
      return item.isMissing ? item : .boolean(items.contains { $0.equals(item) })
    case (.range(let range), _): return try within(item, range, origin: origin)
    case (.text(let text), .text(let part)):
      return .boolean(part.isEmpty || text.contains(part))
    case (.record(let record), .text(let key)): return .boolean(record[key] != nil)
    default:
      throw Failure("'in' needs a list, range or text at its right, not \(container.described)")
    }
  }

  private static func within(
    _ item: Value, _ range: RangeValue, origin: Origin?
  ) throws -> Value {
    var result = Value.boolean(true)
    if let lower = range.lower {
      result = try binary(.greaterOrEqual, item, lower, origin: origin)
    }
    if let upper = range.upper {
      let below = try binary(.lessOrEqual, item, upper.endOfDay, origin: origin)
      result = try binary(.and, result, below, origin: origin)
    }
    return result
  }

  private static func others(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws -> Value {
    switch (operation, left, right) {
    case (.add, .text(let x), .text(let y)):
      guard x.utf8.count + y.utf8.count <= longest else { throw tooLong("text") }
      return .text(x + y)
    case (.add, .list(let x), .list(let y)):
      guard x.count + y.count <= longest else { throw tooLong("list") }
      return .list(x + y)
    case (.less, .text(let x), .text(let y)): return .boolean(x < y)
    case (.lessOrEqual, .text(let x), .text(let y)): return .boolean(x <= y)
    case (.greater, .text(let x), .text(let y)): return .boolean(x > y)
    case (.greaterOrEqual, .text(let x), .text(let y)): return .boolean(x >= y)
    default: throw refusal(operation, left, right)
    }
  }
}

extension Arithmetic {
  /// Letters of a text and elements of a list that a script may join: a slip in a loop must not take
  /// the machine's memory.
  private static let longest = 1 << 24

  private static func tooLong(_ what: String) -> Failure {
    Failure("a \(what) of more than \(NumberFormat.count(longest)) elements is too long")
  }

  static func refusal(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Failure {
    let hint: String?
    switch (left, right) {
    case (.list, _), (_, .list): hint = "lists are not combined element by element; use for"
    case (.text, _), (_, .text): hint = "put a number into a text with \"{x}\""
    default: hint = nil
    }
    return Failure(
      "'\(operation.rawValue)' does not combine \(left.described) with \(right.described)",
      hint: hint)
  }
}

extension BinaryOperator {
  /// The micro-operation on numbers; nil for `in`.
  var microCode: MicroCode? {
    switch self {
    case .or: .or
    case .and: .and
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .contains: nil
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .power: .power
    }
  }
}

extension Value {
  /// True for the missing number.
  var isMissing: Bool { number?.isNaN ?? false }

  /// Structural equality of plain values; series and objects are equal when they are the same.
  func equals(_ other: Value) -> Bool {
    switch (self, other) {
    case (.number(let x), .number(let y)): x == y
    case (.boolean(let x), .boolean(let y)): x == y
    case (.none, .none): true
    case (.text(let x), .text(let y)): x == y
    case (.date(let x), .date(let y)): x.nanoseconds == y.nanoseconds
    case (.duration(let x), .duration(let y)): x == y
    case (.list(let x), .list(let y)):
      x.count == y.count && zip(x, y).allSatisfy { $0.equals($1) }
    case (.record(let x), .record(let y)):
      x.fields.count == y.fields.count
        && x.fields.allSatisfy { field in y[field.key]?.equals(field.value) ?? false }
    case (.range(let x), .range(let y)): x.equals(y)
    case (.series(let x), .series(let y)): x.expression === y.expression
    case (.frame(let x), .frame(let y)): x.frame === y.frame
    case (.object(let x), .object(let y)): x === y
    case (.function(let x), .function(let y)): x === y
    default: false
    }
  }
}

extension RangeValue {
  func equals(_ other: RangeValue) -> Bool {
    func same(_ a: Value?, _ b: Value?) -> Bool {
      switch (a, b) {
      case (nil, nil): true
      case (let a?, let b?): a.equals(b)
      default: false
      }
    }
    return same(lower, other.lower) && same(upper, other.upper)
  }
}
