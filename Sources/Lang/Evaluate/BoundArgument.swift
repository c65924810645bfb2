/// An argument of a call with its value.
struct BoundArgument {
  let label: Identifier?
  let value: Value
  let span: Span
  let comparison: CommandCall.Comparison?

  /// The same argument with another value.
  func with(_ value: Value) -> BoundArgument {
    BoundArgument(label: label, value: value, span: span, comparison: comparison)
  }
}

/// A value that can be called: a loss with options, a rule.
protocol CallableObject: ObjectValue {
  func call(_ arguments: [BoundArgument], at span: Span, in session: Session) throws -> Value
}
