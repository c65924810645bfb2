/// A layer of long short-term memory over a sequence, all steps in one instruction.
///
/// With gates in the order input, forget, cell, output and
/// `z = x_t Wxᵀ + h_{t-1} Whᵀ + b`: `c_t = σ(z_f) c_{t-1} + σ(z_i) tanh(z_g)`,
/// `h_t = σ(z_o) tanh(c_t)`, from `h = c = 0`.
/// - Shape: `[T, B, C]`, `[4H, C]`, `[4H, H]`, `[4H]` to `[T, B, H]`.
/// - Source: Hochreiter, Schmidhuber (1997); Gers, Schmidhuber, Cummins (2000); layout as in PyTorch.
struct LSTM: TensorOperation {
  let key = "lstm"

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.sequence(inputs[0], for: key)
    let recurrent = try Expression.dimensions(of: inputs[2], for: key)
    guard recurrent.count == 2, recurrent[0] == 4 * recurrent[1] else {
      throw Failure("'\(key)' needs recurrent weights of shape [4 H, H], not \(recurrent)")
    }
    let rows = recurrent[0]
    guard inputs[1].dimensions == [rows, x.channels], inputs[3].dimensions == [rows] else {
      throw Failure(
        "'\(key)' of \(recurrent[1]) units on \(x.channels) numbers needs weights "
          + "\([rows, x.channels]) and a bias \([rows]), not \(inputs[1].dimensions ?? []) and "
          + "\(inputs[3].dimensions ?? [])")
    }
    return try Expression.checked([x.steps, x.batch, recurrent[1]], for: key)
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let sizes = try LSTMSizes(node)
    let last = try Self.seedOfLastStep(seed, sizes)
    let inputs = try Expression(
      LSTMInputGradient(seedsLast: last != nil), node.inputs + [node, last ?? seed])
    let sums = try Expression(LSTMParameterGradient(), [inputs])
    let (input, recurrent) = (sizes.gates * sizes.width, sizes.gates * sizes.units)
    return [
      inputs,
      try .reshape(.slice(sums, from: 0, count: input), [sizes.gates, sizes.width]),
      try .reshape(.slice(sums, from: input, count: recurrent), [sizes.gates, sizes.units]),
      try .slice(sums, from: input + recurrent, count: sizes.gates),
    ]
  }

  /// The adjoint of the last hidden state where no other has one.
  private static func seedOfLastStep(_ seed: Expression, _ sizes: LSTMSizes) throws -> Expression? {
    var inner = seed
    while inner.operation is Reshape { inner = inner.inputs[0] }
    let count = sizes.samples * sizes.units
    guard let place = inner.operation as? Place, inner.dimensions?.count == 1,
      place.start == (sizes.steps - 1) * count, inner.inputs[0].elementCount == count
    else { return nil }
    return try .reshape(inner.inputs[0], [sizes.samples, sizes.units])
  }

  func bufferCount(of node: Expression) -> Int {
    (try? LSTMSizes(node).resultCount) ?? node.elementCount
  }

  func lower(_ site: LoweringSite) throws {
    let sizes = try LSTMSizes(site.node)
    let scratch = site.scratch(sizes.scratchCount)
    site.append(
      .lstm, m: sizes.samples, n: sizes.units, k: sizes.steps, site.outputAndInputs + [scratch],
      immediates: (Double(sizes.width), Double(sizes.span)), flags: sizes.flags,
      parts: sizes.parts)
  }
}

/// The adjoint of the input of an LSTM, from its inputs, its result and the adjoint of the result.
///
/// The sums for the weights are made on the way and wait in the node's work memory.
struct LSTMInputGradient: TensorOperation {
  /// The seed is that of the last step alone, `[B, H]`.
  let seedsLast: Bool
  var key: String { "lstmInputGradient(\(seedsLast ? "last" : "all"))" }

  func type(of inputs: [Expression]) throws -> ValueType { inputs[0].type }

  func lower(_ site: LoweringSite) throws {
    let sizes = try LSTMSizes(site.node.inputs[4])
    let work = site.scratch(sizes.workCount)
    site.builder.attach(work, to: site.node)
    site.append(
      .lstmGradient, m: sizes.samples, n: sizes.units, k: sizes.steps,
      site.outputAndInputs + [work], immediates: (Double(sizes.width), Double(sizes.span)),
      flags: sizes.flags | (seedsLast ? Opcode.seedsLast : 0), parts: sizes.parts)
  }
}

/// The adjoints of an LSTM's input weights, recurrent weights and bias, one after the other.
struct LSTMParameterGradient: TensorOperation {
  let key = "lstmParameterGradient"

  func type(of inputs: [Expression]) throws -> ValueType {
    try Expression.checked([LSTMSizes(inputs[0].inputs[4]).sumCount], for: key)
  }

  func lower(_ site: LoweringSite) throws {
    let sizes = try LSTMSizes(site.node.inputs[0].inputs[4])
    guard let work = site.builder.attached(to: site.node.inputs[0]) else {
      throw Failure("the gradient of an lstm has no work memory")
    }
    site.append(
      .sum, m: 1, n: sizes.parts, k: sizes.sumCount, [site.output, work], immediates: (1, 0))
  }
}

extension Expression {
  /// Hidden states of an LSTM over a sequence.
  ///
  /// - Shape: `[T, B, C]`, `[4H, C]`, `[4H, H]`, `[4H]` to `[T, B, H]`.
  /// - Throws: `Failure` naming the shapes that do not fit.
  public static func lstm(
    _ x: Expression, inputWeight: Expression, recurrentWeight: Expression, bias: Expression
  ) throws -> Expression {
    try Expression(LSTM(), [x, inputWeight, recurrentWeight, bias])
  }
}
