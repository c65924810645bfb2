/// Every window of a batch weighed by one kernel: `y[b, i] = k[L, i] + Σ_j k[j, i] x[b L + j, i]`.
///
/// - Shape: kernel `[L + 1, n]` and windows `[B L, m]`, `m <= n`, to `[B, n]`.
/// - Edge cases: columns from m on, which the windows lack, are the kernel's last row.
/// - Complexity: O(B L m).
struct WindowDot: TensorOperation {
  let key = "windowDot"

  func type(of inputs: [Expression]) throws -> ValueType {
    let kernel = try Expression.dimensions(of: inputs[0], for: key)
    let windows = try Expression.dimensions(of: inputs[1], for: key)
    guard kernel.count == 2, windows.count == 2, kernel[0] > 1,
      windows[0] % (kernel[0] - 1) == 0, windows[1] <= kernel[1]
    else { throw Failure("'\(key)' does not weigh windows \(windows) by a kernel \(kernel)") }
    return try Expression.checked([windows[0] / (kernel[0] - 1), kernel[1]], for: key)
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (kernel, windows) = (node.inputs[0], node.inputs[1])
    return [
      try Expression(WindowDotGradient(), [seed, windows]),
      try windowAdjoint(seed, kernel, windows),
    ]
  }

  /// `x[b L + j, i]` has the adjoint `k[j, i] seed[b, i]`.
  private func windowAdjoint(
    _ seed: Expression, _ kernel: Expression, _ windows: Expression
  ) throws -> Expression {
    let (batch, steps) = (seed.elementCount / kernel.lastDimension, windows.elementCount)
    let (width, total) = (windows.lastDimension, kernel.lastDimension)
    let length = steps / width / batch
    let rows = try Expression.slice(
      .reshape(kernel, [kernel.elementCount]), from: 0, count: length * total)
    let weights = try Expression.slice(.reshape(rows, [length, total]), from: 0, count: width)
    let seeds = try Expression.slice(seed, from: 0, count: width)
    let product = try Expression.multiply(
      .broadcast(weights, axis: 0, count: batch), .broadcast(seeds, axis: 1, count: length))
    return try .reshape(product, [batch * length, width])
  }

  func lower(_ site: LoweringSite) throws {
    let kernel = site.node.inputs[0]
    let (width, steps) = (kernel.lastDimension, kernel.elementCount / kernel.lastDimension - 1)
    site.append(
      .windowDot, m: site.node.elementCount / width, n: width, k: steps, site.outputAndInputs,
      first: site.node.inputs[1].lastDimension)
  }
}

/// The adjoint of the kernel, from the adjoint of the result and the windows.
struct WindowDotGradient: TensorOperation {
  let key = "windowDot gradient"

  func type(of inputs: [Expression]) throws -> ValueType {
    let (seed, windows) = (inputs[0], inputs[1])
    let batch = seed.elementCount / seed.lastDimension
    let steps = windows.elementCount / windows.lastDimension / batch
    return try Expression.checked([steps + 1, seed.lastDimension], for: key)
  }

  func lower(_ site: LoweringSite) throws {
    let seed = site.node.inputs[0]
    let (width, batch) = (seed.lastDimension, seed.elementCount / seed.lastDimension)
    site.append(
      .windowDotGradient, m: batch, n: width, k: site.node.elementCount / width - 1,
      site.outputAndInputs, first: site.node.inputs[1].lastDimension)
  }
}

extension Expression {
  /// Windows weighed step by step and column by column; see `WindowDot`.
  static func windowDot(_ windows: Expression, kernel: Expression) throws -> Expression {
    try Expression(WindowDot(), [kernel, windows])
  }
}
