extension Expression {
  /// `Σ w x` over the elements whose weight is above zero.
  ///
  /// - Edge cases: an element of weight zero or missing weight does not enter, even where x is
  ///   missing; where x is a number it counts once per element of the mask.
  public static func sum(_ x: Expression, mask: Expression) throws -> Expression {
    let weight = try coalesce(mask, Expression(constant: 0))
    let zero = Expression(constant: 0)
    return try sum(select(greater(weight, zero), multiply(x, weight), zero))
  }

  /// `Σ w x / Σ w`, the mean over the samples that a mask (or a condition) keeps.
  ///
  /// - Edge cases: missing when nothing is kept.
  public static func mean(_ x: Expression, mask: Expression) throws -> Expression {
    try divide(sum(x, mask: mask), sum(coalesce(mask, Expression(constant: 0))))
  }
}
