/// Where a convolution over time puts its zeros.
public enum SequencePadding: String, Sendable, CaseIterable {
  /// All before the first step, so that a step reads no later one.
  case causal
  /// Around the sequence, half of them (rounded down) in front: the length stays.
  case same
  /// None: the result is shorter.
  case valid
}

extension Expression {
  /// A convolution over time: `y_t = Σ_tap W_tap x_(t + tap · dilation - front) + bias`.
  ///
  /// - Parameters:
  ///   - weight: `[out, C / groups, taps]` as in PyTorch; the last tap is the latest step.
  ///   - groups: C makes it depthwise: every channel has taps of its own.
  /// - Shape: `[T, B, C]` to `[T, B, out]`; with `valid` padding T shrinks by `(taps - 1) · dilation`.
  /// - Complexity: one matrix product over all steps and samples per group, on rows laid side by side.
  public static func conv1d(
    _ x: Expression, weight: Expression, bias: Expression? = nil, dilation: Int = 1,
    padding: SequencePadding = .causal, groups: Int = 1
  ) throws -> Expression {
    let shape = try sequence(x, for: "conv1d")
    let sizes = try dimensions(of: weight, for: "conv1d")
    guard sizes.count == 3, groups > 0, shape.channels % groups == 0, sizes[0] % groups == 0,
      sizes[1] == shape.channels / groups
    else {
      throw Failure(
        "'conv1d': a weight of \(sizes) in \(groups) groups does not fit \(shape.channels) channels",
        hint: "the weight is [out, in / groups, taps]")
    }
    let span = (sizes[2] - 1) * dilation
    let steps = padding == .valid ? shape.steps - span : shape.steps
    let front = [.causal: span, .same: span / 2, .valid: 0][padding] ?? 0
    guard dilation > 0, steps > 0 else {
      throw Failure(
        "'conv1d': \(sizes[2]) taps \(dilation) apart are longer than \(shape.steps) steps")
    }
    func around(_ x: Expression) throws -> Expression {
      sizes[2] == 1
        ? x : try unfold(x, taps: sizes[2], dilation: dilation, front: front, steps: steps)
    }
    let result =
      groups == shape.channels && sizes[0] == groups && groups > 1
      ? try depthwise(around(x), weight)
      : try grouped(x, weight, groups: groups, around: around)
    return try bias.map { try addBias(result, $0) } ?? result
  }

  /// One product per group of channels.
  private static func grouped(
    _ x: Expression, _ weight: Expression, groups: Int,
    around: (Expression) throws -> Expression
  ) throws -> Expression {
    let sizes = try dimensions(of: weight, for: "conv1d")
    let (out, width, taps) = (sizes[0] / groups, sizes[1], sizes[2])
    // Taps outside channels, as the unfolded rows have them.
    let ordered = taps == 1 ? weight : try transpose(weight)
    let rows = try reshape(ordered, [groups, out * taps * width])
    let parts = try (0..<groups).map { group in
      let own = groups == 1 ? x : try slice(x, from: group * width, count: width)
      let unfolded = try around(own)
      let shape = try sequence(unfolded, for: "conv1d")
      let flat = try reshape(unfolded, [shape.steps * shape.batch, taps * width])
      let matrix =
        groups == 1
        ? ordered
        : try slice(
          reshape(rows, [sizes[0] * taps * width]), from: group * out * taps * width,
          count: out * taps * width)
      let product = try matmulTransposed(flat, reshape(matrix, [out, taps * width]))
      return try reshape(product, [shape.steps, shape.batch, out])
    }
    return parts.count == 1 ? parts[0] : try concatenate(parts)
  }

  /// `Σ_tap w_(c, tap) x_(t + tap, c)` from unfolded rows.
  private static func depthwise(_ unfolded: Expression, _ weight: Expression) throws -> Expression {
    let sizes = try dimensions(of: weight, for: "conv1d")
    let (channels, taps) = (sizes[0], sizes[2])
    let shape = try sequence(unfolded, for: "conv1d")
    let rows = shape.steps * shape.batch
    let row = try reshape(transpose(reshape(weight, [channels, taps])), [taps * channels])
    let weighed = try multiply(
      reshape(unfolded, [rows, taps * channels]), broadcast(row, axis: 0, count: rows))
    let total = try sum(reshape(weighed, [rows, taps, channels]), axis: 1)
    return try reshape(total, [shape.steps, shape.batch, channels])
  }
}
