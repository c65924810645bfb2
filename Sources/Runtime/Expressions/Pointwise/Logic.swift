/// Three-valued and: 0 when either is 0, else missing when either is missing, else 1.
struct And: FlatOperation {
  let code = MicroCode.and
}

/// Three-valued or: 1 when either is not 0, else missing when either is missing, else 0.
struct Or: FlatOperation {
  let code = MicroCode.or
}

/// 1 for 0, 0 for other numbers, missing for missing.
struct Not: FlatOperation {
  let code = MicroCode.not
}

extension Expression {
  public static func and(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(And(), [a, b], origin: origin) }

  public static func or(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Or(), [a, b], origin: origin) }

  public static func not(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Not(), [a], origin: origin)
  }
}
