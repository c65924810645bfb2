extension Expression {
  /// Additive attention over time: `Σ_t a_t x_t` with `a = softmax over t of u · tanh(W x_t + b)`.
  ///
  /// - Parameters:
  ///   - weight: W, `[units, C]`.
  ///   - bias: b, `[units]`.
  ///   - context: u, `[units]`.
  /// - Shape: `[T, B, C]` to `[B, C]`.
  /// - Source: Bahdanau, Cho, Bengio (2015); the form of reference system S4.
  public static func attention(
    _ x: Expression, weight: Expression, bias: Expression, context: Expression
  ) throws -> Expression {
    let shape = try sequence(x, for: "attention")
    let units = context.elementCount
    guard weight.dimensions == [units, shape.channels], bias.dimensions == [units],
      context.dimensions == [units]
    else {
      throw Failure(
        "'attention' does not score \(shape) with weights \(weight.type.shape), "
          + "\(bias.type.shape) and \(context.type.shape)")
    }
    let rows = shape.steps * shape.batch
    let flat = try reshape(x, [rows, shape.channels])
    let hidden = try tanh(addBias(matmulTransposed(flat, weight), bias))
    let scores = try matmulTransposed(hidden, reshape(context, [1, units]))
    let bySample = try transpose(reshape(scores, [shape.steps, shape.batch]))
    let shares = try reshape(transpose(softmax(bySample)), [rows])
    let weighed = try multiply(flat, broadcast(shares, axis: 1, count: shape.channels))
    return try sum(reshape(weighed, [shape.steps, shape.batch, shape.channels]), axis: 0)
  }
}
