/// The largest whole number that is not above a.
struct Floor: FlatOperation {
  let code = MicroCode.floor
}

/// The smallest whole number that is not below a.
struct Ceiling: FlatOperation {
  let code = MicroCode.ceiling
}

/// The nearest whole number; halves go to the even one.
struct Round: FlatOperation {
  let code = MicroCode.round
}

extension Expression {
  public static func floor(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Floor(), [a], origin: origin)
  }

  public static func ceiling(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Ceiling(), [a], origin: origin)
  }

  public static func round(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Round(), [a], origin: origin)
  }
}
