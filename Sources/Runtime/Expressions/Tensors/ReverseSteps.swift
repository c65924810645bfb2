/// The steps of a sequence in the opposite order.
///
/// - Shape: `[T, B, C]` to `[T, B, C]`.
struct ReverseSteps: TensorOperation {
  let key = "reverseSteps"

  func type(of inputs: [Expression]) throws -> ValueType {
    _ = try Expression.sequence(inputs[0], for: key)
    return inputs[0].type
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .reverseSteps(seed)]
  }

  func lower(_ site: LoweringSite) throws {
    let x = try Expression.sequence(site.node, for: key)
    site.append(.reverseSteps, m: x.steps, n: x.batch * x.channels, site.outputAndInputs)
  }
}

extension Expression {
  /// The steps of a sequence in the opposite order, for the backward half of a bidirectional layer.
  public static func reverseSteps(_ x: Expression) throws -> Expression {
    try Expression(ReverseSteps(), [x])
  }
}
