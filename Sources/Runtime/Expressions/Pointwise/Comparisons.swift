/// `a < b`: 1, 0 or missing.
struct Less: FlatOperation {
  let code = MicroCode.less
}

/// `a <= b`: 1, 0 or missing.
struct LessOrEqual: FlatOperation {
  let code = MicroCode.lessOrEqual
}

/// `a > b`: 1, 0 or missing.
struct Greater: FlatOperation {
  let code = MicroCode.greater
}

/// `a >= b`: 1, 0 or missing.
struct GreaterOrEqual: FlatOperation {
  let code = MicroCode.greaterOrEqual
}

/// `a == b`: 1, 0 or missing.
struct Equal: FlatOperation {
  let code = MicroCode.equal
}

/// `a != b`: 1, 0 or missing.
struct NotEqual: FlatOperation {
  let code = MicroCode.notEqual
}

extension Expression {
  public static func less(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Less(), [a, b], origin: origin) }

  public static func lessOrEqual(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(LessOrEqual(), [a, b], origin: origin) }

  public static func greater(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Greater(), [a, b], origin: origin) }

  public static func greaterOrEqual(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(GreaterOrEqual(), [a, b], origin: origin) }

  public static func equal(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Equal(), [a, b], origin: origin) }

  public static func notEqual(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(NotEqual(), [a, b], origin: origin) }
}
