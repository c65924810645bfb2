/// The first input; its adjoint is zero where the mask is not above zero.
struct GradientGate: TensorOperation {
  let key = "gate"
  var isView: Bool { true }

  func type(of inputs: [Expression]) throws -> ValueType {
    guard inputs[0].dimensions == inputs[1].dimensions else {
      throw Failure(
        "'gate' does not mask \(inputs[0].type.shape) with \(inputs[1].type.shape)")
    }
    return inputs[0].type
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let zero = Expression(constant: 0)
    let kept = try Expression.greater(.coalesce(node.inputs[1], zero), zero)
    return [try .select(kept, seed, zero), nil]
  }

  func lower(_ site: LoweringSite) throws {}
}

extension Expression {
  /// `x` itself, through which no gradient flows where the mask is zero or missing.
  ///
  /// A loss of masked samples may be missing; without the gate `0 · missing` would reach the
  /// weights on the way back.
  public static func gradientGate(_ x: Expression, mask: Expression) throws -> Expression {
    try Expression(GradientGate(), [x, mask])
  }
}
