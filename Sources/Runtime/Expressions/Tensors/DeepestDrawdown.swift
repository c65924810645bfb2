extension Expression {
  /// The deepest fall of `cumprod(1 + r)` below its peak, over the elements in their order.
  ///
  /// Sums and peaks are carried along in steps of 1, 2, 4, ... elements.
  /// - Shape: `[n]` to one number; of `[n, k]` the mean of each row is taken first.
  /// - Unit: a fraction, 0 where it never falls.
  /// - Edge cases: a return of -1 or less counts as one a millionth above it.
  public static func deepestDrawdown(_ returns: Expression) throws -> Expression {
    let shape = try dimensions(of: returns, for: "drawdown")
    let row =
      shape.count == 1
      ? returns
      : try multiply(
        sum(reshape(returns, [shape[0], returns.elementCount / max(1, shape[0])]), axis: 1),
        Expression(constant: Double(shape[0]) / Double(max(1, returns.elementCount))))
    let one = Expression(constant: 1)
    let growth = try logarithm(maximum(add(one, row), Expression(constant: 1e-6)))
    let wealth = try carried(growth, filler: 0) { try add($0, $1) }
    let peak = try carried(wealth, filler: -1e30) { try maximum($0, $1) }
    let fall = try largest(subtract(peak, wealth))
    return try subtract(one, exponential(negate(fall)))
  }

  /// Every element joined with all before it.
  private static func carried(
    _ x: Expression, filler: Double, _ join: (Expression, Expression) throws -> Expression
  ) throws -> Expression {
    var result = x
    var step = 1
    while step < x.elementCount {
      let head = try broadcast(Expression(constant: filler), to: [step])
      let shifted = try concatenate([head, slice(result, from: 0, count: x.elementCount - step)])
      result = try join(result, shifted)
      step *= 2
    }
    return result
  }

  /// The largest element, by halves that may overlap.
  private static func largest(_ x: Expression) throws -> Expression {
    var rest = x
    while rest.elementCount > 1 {
      let half = (rest.elementCount + 1) / 2
      rest = try maximum(
        slice(rest, from: 0, count: half),
        slice(rest, from: rest.elementCount - half, count: half))
    }
    return try sum(rest)
  }
}
