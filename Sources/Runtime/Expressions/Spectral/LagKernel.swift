/// One weight per step and column of a window, from weights per lag and a mixture of the lags.
///
/// With channel c's factors `m_cl`, bias `b_c` and the lags' weights `w_l` (1 for lag 1):
/// `kernel[j, (c, i)] = Σ_l m_cl w_l[j - (longest - l), i]`, and a last row of `b_c`.
/// - Shape: a vector of the channels' factors and bias, channel after channel, then the weights
///   `[l, size]` of each lag above 1; to `[longest + 1, channels size]`.
/// - Complexity: O(channels · size · Σ l).
struct LagKernel: TensorOperation {
  /// Ascending.
  let lags: [Int]
  let size: Int
  let channels: Int

  var key: String { "lagKernel(\(lags),\(size),\(channels))" }
  var count: Int {
    channels * (lags.count + 1) + size * lags.filter { $0 > 1 }.reduce(0, +)
  }

  func type(of inputs: [Expression]) throws -> ValueType {
    guard inputs[0].dimensions == [count], let longest = lags.last else {
      throw Failure(
        "'lagKernel' of lags \(lags) needs \(count) numbers, not \(inputs[0].type.shape)")
    }
    return try Expression.checked([longest + 1, channels * size], for: "lagKernel")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let inputs = [seed, node.inputs[0], node.inputs[1]]
    return [try Expression(LagKernelGradient(kernel: self), inputs), nil]
  }

  func lower(_ site: LoweringSite) throws { append(.lagKernel, to: site) }

  fileprivate func append(_ opcode: Opcode, to site: LoweringSite) {
    site.append(
      opcode, m: (lags.last ?? 0) + 1, n: size, k: channels, site.outputAndInputs, first: count,
      second: lags.count)
  }
}

/// The adjoint of a lag kernel's numbers, from the kernel's adjoint and the numbers.
struct LagKernelGradient: TensorOperation {
  let kernel: LagKernel
  var key: String { kernel.key + " gradient" }

  func type(of inputs: [Expression]) throws -> ValueType {
    try Expression.checked([kernel.count], for: key)
  }

  func lower(_ site: LoweringSite) throws { kernel.append(.lagKernelGradient, to: site) }
}

extension Expression {
  /// One weight per step and column of a window; see `LagKernel`.
  static func lagKernel(_ numbers: Expression, lags: [Int], size: Int, channels: Int) throws
    -> Expression
  {
    let table = try tensor(lags.map(Double.init), shape: [max(1, lags.count)])
    return try Expression(
      LagKernel(lags: lags, size: size, channels: channels), [numbers, table])
  }
}
