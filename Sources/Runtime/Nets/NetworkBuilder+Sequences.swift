extension NetworkBuilder {
  /// A dense layer on a row, or on every step of a sequence by itself.
  ///
  /// - Shape: `[B, in]` to `[B, out]`, `[T, B, in]` to `[T, B, out]`.
  mutating func dense(
    _ x: Expression, _ out: Int, bias: Initializer? = nil
  ) throws -> Expression {
    guard let shape = x.dimensions, shape.count == 3 else { return try linear(x, out, bias: bias) }
    let flat = try Expression.reshape(x, [shape[0] * shape[1], shape[2]])
    return try .reshape(linear(flat, out, bias: bias), [shape[0], shape[1], out])
  }

  /// A convolution over time with bias and PyTorch's default weights.
  ///
  /// - Shape: `[T, B, in]` to `[T, B, out]`.
  mutating func convolution(
    _ x: Expression, _ out: Int, taps: Int, dilation: Int = 1,
    padding: SequencePadding = .causal, groups: Int = 1
  ) throws -> Expression {
    let width = max(1, x.lastDimension / max(1, groups))
    let rule = style.rule
    let weight = try parameter(
      "weight", [out, width, taps], rule.weight(fanIn: width * taps, fanOut: out * taps),
      isPenalised: true)
    return try .conv1d(
      x, weight: weight, bias: parameter("bias", [out], rule.bias(fanIn: width * taps)),
      dilation: dilation,
      padding: padding, groups: groups)
  }

  /// A batch norm with its running statistics.
  ///
  /// - Shape: `[..., C]` to `[..., C]`.
  mutating func batchNorm(
    _ x: Expression, momentum: Double = 0.1, epsilon: Double = 1e-5
  ) throws -> Expression {
    let width = [x.lastDimension]
    let norm = try Expression.batchNorm(
      x, gain: parameter("weight", width, .constant(1)),
      bias: parameter("bias", width, .constant(0)),
      runningMean: state("running_mean", width, .constant(0)),
      runningVariance: state("running_var", width, .constant(1)),
      momentum: momentum, epsilon: epsilon)
    write(norm.updates)
    return norm.value
  }

  /// Drops numbers at random while training, from a stream of its own.
  mutating func dropout(_ x: Expression, _ rate: Double) throws -> Expression {
    try .dropout(x, rate: rate, stream: stream())
  }

  /// Additive attention over time.
  ///
  /// - Shape: `[T, B, C]` to `[B, C]`.
  mutating func attention(_ x: Expression, _ units: Int) throws -> Expression {
    let width = x.lastDimension
    let rule = style.rule
    let weight = rule.weight(fanIn: width, fanOut: units)
    return try .attention(
      x, weight: parameter("weight", [units, width], weight, isPenalised: true),
      bias: parameter("bias", [units], .constant(0)),
      context: parameter(
        "context", [units], rule.weight(fanIn: units, fanOut: 1), isPenalised: true))
  }
}
