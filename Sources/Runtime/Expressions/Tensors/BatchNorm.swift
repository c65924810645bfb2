/// Mean and variance (divided by the rows) of every channel over all rows.
///
/// - Shape: `[..., C]` to `[2, C]`.
struct ChannelMoments: TensorOperation {
  let key = "channelMoments"

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.dimensions(of: inputs[0], for: key)
    return try Expression.checked([2, x[x.count - 1]], for: key)
  }

  /// Their gradient is part of the batch norm's.
  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] { [nil] }

  func lower(_ site: LoweringSite) throws {
    site.appendRowwise(.channelMoments, immediates: (0, 0))
  }
}

/// `(x - mean) / √(variance + ε) · gain + bias` with the moments of every channel over all rows.
///
/// Inputs are x, its moments, gain, bias, running mean and running variance. In a program compiled
/// for evaluation the running statistics stand in for the moments.
/// - Shape: `[..., C]`, `[2, C]`, `[C]` four times, to `[..., C]`.
/// - Source: Ioffe, Szegedy (2015).
struct BatchNorm: TensorOperation {
  let epsilon: Double
  var key: String { "batchNorm(\(epsilon))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.dimensions(of: inputs[0], for: "batchNorm")
    let channels = x[x.count - 1]
    for input in inputs.dropFirst(2) where input.dimensions != [channels] {
      throw Failure("'batchNorm' does not scale \(x) by \(input.type.shape)")
    }
    return inputs[0].type
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (x, moments, gain) = (node.inputs[0], node.inputs[1], node.inputs[2])
    let sums = try Expression(BatchNormSums(epsilon: epsilon), [x, moments, seed])
    let channels = gain.elementCount
    let flat = try Expression.reshape(sums, [2 * channels])
    return [
      try Expression(BatchNormInputGradient(epsilon: epsilon), [x, moments, gain, seed, sums]),
      nil, try .slice(flat, from: 0, count: channels),
      try .slice(flat, from: channels, count: channels), nil, nil,
    ]
  }

  func lower(_ site: LoweringSite) throws {
    let n = site.node.lastDimension
    site.append(
      .channelNorm, m: site.node.elementCount / n, n: n, Array(site.outputAndInputs[..<5]),
      immediates: (epsilon, 0))
  }

  /// The same with running statistics.
  func evaluated(_ inputs: [Expression]) throws -> Expression {
    let channels = inputs[4].elementCount
    let moments = try Expression.reshape(
      .concatenate([inputs[4], inputs[5]]), [2, channels])
    return try Expression(self, [inputs[0], moments] + inputs[2...])
  }
}

/// With h the standardised input: `Σ seed h` and `Σ seed` of every channel, the adjoints of gain and
/// bias.
struct BatchNormSums: TensorOperation {
  let epsilon: Double
  var key: String { "batchNormSums(\(epsilon))" }

  func type(of inputs: [Expression]) throws -> ValueType { inputs[1].type }

  func lower(_ site: LoweringSite) throws {
    site.appendRowwise(.channelNormSums, immediates: (epsilon, 0))
  }
}

/// The adjoint of a batch norm's input.
struct BatchNormInputGradient: TensorOperation {
  let epsilon: Double
  var key: String { "batchNormInputGradient(\(epsilon))" }

  func type(of inputs: [Expression]) throws -> ValueType { inputs[0].type }

  func lower(_ site: LoweringSite) throws {
    site.appendRowwise(.channelNormInputGradient, immediates: (epsilon, 0))
  }
}

extension Expression {
  /// Standardises every channel over all rows of the batch, then scales and shifts it; a program
  /// compiled for evaluation uses the running statistics instead.
  ///
  /// - Parameter momentum: how far a step moves the running statistics to the batch's, as in PyTorch
  ///   (Keras's momentum is one minus it).
  /// - Returns: the value, and the new running statistics for `Compiler.training(updates:)`; the
  ///   running variance is the unbiased one, as in PyTorch.
  /// - Shape: `[..., C]` and `[C]` to `[..., C]`.
  public static func batchNorm(
    _ x: Expression, gain: Expression, bias: Expression, runningMean: Expression,
    runningVariance: Expression, momentum: Double = 0.1, epsilon: Double = 1e-5
  ) throws -> (value: Expression, updates: [StateUpdate]) {
    let moments = try Expression(ChannelMoments(), [x])
    let value = try Expression(
      BatchNorm(epsilon: epsilon), [x, moments, gain, bias, runningMean, runningVariance])
    let channels = gain.elementCount
    let rows = Double(x.elementCount / max(1, channels))
    let flat = try reshape(moments, [2 * channels])
    func moved(_ old: Expression, from start: Int, factor: Double) throws -> Expression {
      let new = try multiply(
        slice(flat, from: start, count: channels), Expression(constant: factor))
      return try add(old, multiply(subtract(new, old), Expression(constant: momentum)))
    }
    return (
      value,
      [
        StateUpdate(runningMean, to: try moved(runningMean, from: 0, factor: 1)),
        StateUpdate(
          runningVariance,
          to: try moved(runningVariance, from: channels, factor: rows / max(1, rows - 1))),
      ]
    )
  }
}
