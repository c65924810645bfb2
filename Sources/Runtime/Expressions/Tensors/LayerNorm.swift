/// Standardises each row, then scales and shifts it: `(x - mean) / √(variance + ε) · gain + bias`.
///
/// - Shape: `[..., n]`, `[n]`, `[n]` to `[..., n]`.
/// - Source: Ba, Kiros, Hinton (2016), with the variance over n as in PyTorch.
struct LayerNorm: TensorOperation {
  static let epsilon = 1e-5
  let key = "layerNorm"

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.dimensions(of: inputs[0], for: key)
    for input in inputs.dropFirst() where input.dimensions != [x[x.count - 1]] {
      throw Failure("'\(key)' does not scale \(x) by \(input.type.shape)")
    }
    return inputs[0].type
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (x, gain) = (node.inputs[0], node.inputs[1])
    return [
      try Expression(LayerNormInputGradient(), [x, gain, seed, node]),
      try Expression(LayerNormGainGradient(), [x, seed, node]),
      try .sumOfRows(seed),
    ]
  }

  /// Means, scales and room for the gradient stand behind the result.
  func bufferCount(of node: Expression) -> Int {
    node.elementCount + 4 * node.elementCount / max(1, node.lastDimension)
  }

  func lower(_ site: LoweringSite) throws {
    site.appendRowwise(.layerNorm, immediates: (Self.epsilon, 0))
  }
}

/// The adjoint of a layer norm's input, from input, gain, the adjoint of the
/// result and the result.
struct LayerNormInputGradient: TensorOperation {
  let key = "layerNormInputGradient"

  func type(of inputs: [Expression]) throws -> ValueType { inputs[0].type }

  func lower(_ site: LoweringSite) throws {
    site.appendRowwise(.layerNormInputGradient, immediates: (LayerNorm.epsilon, 0))
  }
}

/// The adjoint of a layer norm's gain, from input, the adjoint of the result and the
/// result.
struct LayerNormGainGradient: TensorOperation {
  let key = "layerNormGainGradient"

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.dimensions(of: inputs[0], for: key)
    return try Expression.checked([x[x.count - 1]], for: key)
  }

  func lower(_ site: LoweringSite) throws {
    site.appendRowwise(.layerNormGainGradient, immediates: (LayerNorm.epsilon, 0))
  }
}

extension Expression {
  /// Layer normalisation over the last dimension, ε = 1e-5.
  public static func layerNorm(_ x: Expression, gain: Expression, bias: Expression) throws
    -> Expression
  { try Expression(LayerNorm(), [x, gain, bias]) }
}
