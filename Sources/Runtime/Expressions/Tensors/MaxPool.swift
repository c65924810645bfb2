/// The largest of `size` steps, from every `stride`-th step on, channel by channel.
///
/// - Shape: `[T, B, C]` to `[(T - size) / stride + 1, B, C]`; the last incomplete window is dropped.
/// - Edge cases: missing where a step of the window is missing; of equal steps the first takes the
///   gradient.
struct MaxPool: TensorOperation {
  let size: Int
  let stride: Int
  var key: String { "maxPool(\(size),\(stride))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.sequence(inputs[0], for: "maxPool")
    guard size > 0, stride > 0, size <= x.steps else {
      throw Failure("'maxPool': \(x.steps) steps do not hold a window of \(size)")
    }
    return try Expression.checked(
      [(x.steps - size) / stride + 1, x.batch, x.channels], for: "maxPool")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try Expression(MaxPoolGradient(size: size, stride: stride), [node.inputs[0], seed])]
  }

  func lower(_ site: LoweringSite) throws {
    let x = try Expression.sequence(site.node.inputs[0], for: "maxPool")
    site.append(
      .maxPool, m: site.node.dimensions?[0] ?? 0, n: x.batch * x.channels, k: size,
      site.outputAndInputs, extra: [x.steps, stride])
  }
}

/// The adjoint of a max-pool's input, from the input and the adjoint of the result.
struct MaxPoolGradient: TensorOperation {
  let size: Int
  let stride: Int
  var key: String { "maxPoolGradient(\(size),\(stride))" }

  func type(of inputs: [Expression]) throws -> ValueType { inputs[0].type }

  func lower(_ site: LoweringSite) throws {
    let x = try Expression.sequence(site.node, for: key)
    let seed = try Expression.sequence(site.node.inputs[1], for: key)
    site.append(
      .maxPoolGradient, m: x.steps, n: x.batch * x.channels, k: size, site.outputAndInputs,
      extra: [seed.steps, stride])
  }
}

extension Expression {
  /// The largest of `size` steps, windows `stride` steps apart (`size` by default).
  ///
  /// - Shape: `[T, B, C]` to `[(T - size) / stride + 1, B, C]`.
  public static func maxPool(_ x: Expression, size: Int, stride: Int? = nil) throws -> Expression {
    try Expression(MaxPool(size: size, stride: stride ?? size), [x])
  }

  /// The mean of every `size` steps.
  ///
  /// - Shape: `[T, B, C]` to `[T / size, B, C]`; the last incomplete window is dropped.
  public static func averagePool(_ x: Expression, size: Int) throws -> Expression {
    let shape = try sequence(x, for: "averagePool")
    guard size > 0, size <= shape.steps else {
      throw Failure("'averagePool': \(shape.steps) steps do not hold a window of \(size)")
    }
    let count = shape.steps / size
    let whole = try steps(x, from: 0, count: count * size)
    let width = shape.batch * shape.channels
    return try reshape(
      mean(reshape(whole, [count, size, width]), axis: 1), [count, shape.batch, shape.channels])
  }

  /// The mean over time: `[T, B, C]` to `[B, C]`.
  public static func meanOverSteps(_ x: Expression) throws -> Expression {
    _ = try sequence(x, for: "mean over time")
    return try mean(x, axis: 0)
  }

  /// The largest step of each channel: `[T, B, C]` to `[B, C]`.
  public static func maxOverSteps(_ x: Expression) throws -> Expression {
    let shape = try sequence(x, for: "maximum over time")
    return try reshape(maxPool(x, size: shape.steps), [shape.batch, shape.channels])
  }
}
