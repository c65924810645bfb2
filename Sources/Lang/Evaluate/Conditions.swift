import Runtime

/// What `if` and `while` make of a value that is neither true nor false.
enum Conditions {
  static func refusal(of value: Value) -> Failure {
    if value.isUnset { return Failure("a name in the condition has no value yet") }
    if case .number(let number) = value, number.isNaN {
      return Failure("the condition is missing", hint: "test with isnan(x) first")
    }
    if case .series(let series) = value, series.expression.type.shape != .scalar {
      return Failure(
        "a condition is one true or false, not a series",
        hint: "where(c, a, b) chooses row by row; x[-1] is the last value")
    }
    return Failure("a condition must be true or false, not \(value.described)")
  }
}
