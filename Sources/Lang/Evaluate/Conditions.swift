import Runtime

/// What `if` and `while` make of a value that is neither true nor false.
enum Conditions {
  /// A statistic over a whole series (`mean(close) > 100`) is computed here.
  ///
  /// - Throws: `Failure` for what is neither true nor false.
  static func truth(of value: Value, in session: Session) throws -> Bool {
    let resolved = try session.resolved(value)
    if case .boolean(let flag) = resolved { return flag }
    // In a loss: a number that a training may change counts as what it is when the loss is built.
    if session.trace != nil, case .series(let series) = resolved,
      series.expression.type.element == .boolean, let number = series.expression.staticValue,
      !number.isNaN
    {
      return number != 0
    }
    throw refusal(of: resolved)
  }

  private static func refusal(of value: Value) -> Failure {
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
