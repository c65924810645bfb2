/// `e^x / Σ e^x` over the last dimension, or its logarithm.
///
/// The largest of a row is taken off first, so that nothing overflows.
/// - Shape: `[..., n]` to `[..., n]`.
/// - Edge cases: a row with a missing number is missing.
struct Softmax: TensorOperation {
  let isLogarithm: Bool
  var key: String { isLogarithm ? "logSoftmax" : "softmax" }

  func type(of inputs: [Expression]) throws -> ValueType {
    _ = try Expression.dimensions(of: inputs[0], for: key)
    return inputs[0].type
  }

  /// `p (seed - Σ seed p)`, of the logarithm `seed - p Σ seed`.
  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let shape = try Expression.dimensions(of: node, for: key)
    let axis = shape.count - 1
    func sumOverRow(_ x: Expression) throws -> Expression {
      if shape.count == 1 { return try .broadcast(.sum(x), to: shape) }
      return try .broadcast(.sum(x, axis: axis), axis: axis, count: shape[axis])
    }
    if isLogarithm {
      return [try .subtract(seed, .multiply(.exponential(node), sumOverRow(seed)))]
    }
    return [try .multiply(node, .subtract(seed, sumOverRow(.multiply(seed, node))))]
  }

  func lower(_ site: LoweringSite) throws {
    let n = site.node.lastDimension
    site.append(
      .softmax, m: site.node.elementCount / n, n: n, site.outputAndInputs,
      flags: isLogarithm ? 1 : 0)
  }
}

extension Expression {
  /// `e^x / Σ e^x` over the last dimension.
  public static func softmax(_ x: Expression) throws -> Expression {
    try Expression(Softmax(isLogarithm: false), [x])
  }

  /// `x - ln Σ e^x` over the last dimension.
  public static func logSoftmax(_ x: Expression) throws -> Expression {
    try Expression(Softmax(isLogarithm: true), [x])
  }

  /// The cross-entropy of each sample's logits at its class, to be averaged by the caller:
  /// `-Σ_c w_c q_c ln p_c` with `q = (1 - s) [c = class] + s / C` and s the label smoothing.
  ///
  /// - Parameters:
  ///   - logits: `[B, C]`.
  ///   - codes: classes 0..<C, `[B]`.
  ///   - weights: one factor per class; all 1 by default.
  /// - Returns: losses `[B]`, and the weight of each sample's class `[B]`: PyTorch divides the sum of
  ///   the first by the sum of the second.
  /// - Edge cases: a missing class makes the loss missing; a class that does not exist has none.
  public static func crossEntropy(
    logits: Expression, codes: Expression, smoothing: Double = 0, weights: [Double]? = nil
  ) throws -> (losses: Expression, weights: Expression) {
    let shape = try dimensions(of: logits, for: "crossEntropy")
    guard shape.count == 2, codes.dimensions == [shape[0]], (0...1).contains(smoothing) else {
      throw Failure(
        "'crossEntropy' does not compare \(shape) with classes \(codes.dimensions ?? [])")
    }
    let (rows, classes) = (shape[0], shape[1])
    let factors = weights ?? [Double](repeating: 1, count: classes)
    guard factors.count == classes else {
      throw Failure("'crossEntropy' has \(factors.count) weights for \(classes) classes")
    }
    func rowOf(_ values: [Double]) throws -> Expression {
      try broadcast(tensor(values, shape: [classes]), axis: 0, count: rows)
    }
    let isClass = try equal(
      broadcast(codes, axis: 1, count: classes), rowOf((0..<classes).map(Double.init)))
    let hit = try multiply(isClass, rowOf(factors))
    let floor = smoothing / Double(classes)
    let target =
      smoothing == 0
      ? hit
      : try add(
        multiply(hit, Expression(constant: 1 - smoothing)), rowOf(factors.map { $0 * floor }))
    let losses = try negate(sum(multiply(target, logSoftmax(logits)), axis: 1))
    return (losses, try sum(hit, axis: 1))
  }
}
