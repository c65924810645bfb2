/// The layers of `cnn_lstm` in front of its heads.
///
/// Batch norms have Keras's momentum 0.99 and epsilon 1e-3, LSTMs one bias as in Keras.
struct CnnLstmBranches: Sendable {
  /// Share dropped after convolutions, LSTMs and dense layers.
  let dropout: Double
  /// A published width, scaled.
  let width: @Sendable (Int) throws -> Int

  /// - Shape: `[T, B, F]` to `[B, 128]`.
  func build(on x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    let wave = try waves(x, in: &builder)
    let recurrent = try recurrences(convolutions(x, in: &builder), in: &builder)
    var fused = try Expression.concatenate([wave, recurrent])
    for size in try [width(256), width(128)] {
      builder.begin("fusion")
      let dense = try Expression.elu(builder.part("dense") { try $0.linear(fused, size) })
      fused = try builder.dropout(norm(dense, in: &builder), dropout)
      builder.end("fusion dense(\(size)), elu, batchnorm, dropout", fused)
    }
    return fused
  }

  private func norm(_ x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    try builder.part("norm") { try $0.batchNorm(x, momentum: 0.01, epsilon: 1e-3) }
  }

  /// Four blocks of three gated layers; the mean over time of the sum of all skips: `[B, 32]`.
  private func waves(_ x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    let half = try width(32)
    var h = x
    var skips: Expression?
    for _ in 0..<4 {
      for dilation in [1, 2, 4] {
        builder.begin("wave")
        let (residual, skip) = try wave(h, half, dilation, in: &builder)
        let sum = try skips.map { try Expression.add($0, skip) } ?? skip
        (h, skips) = (residual, sum)
        builder.end("wave(\(half), dilation=\(dilation))", h)
      }
    }
    builder.begin("globalpool")
    let mean = try Expression.meanOverSteps(skips ?? h)
    builder.end("globalpool(by=mean) of the skips", mean)
    return mean
  }

  /// `g = tanh(a) ⊙ σ(b)` of the halves of a normalised convolution; `x + R g` and `S g`. The last
  /// `x + R g` goes nowhere; its weights are kept for the published count.
  private func wave(
    _ x: Expression, _ half: Int, _ dilation: Int, in builder: inout NetworkBuilder
  ) throws -> (residual: Expression, skip: Expression) {
    let convolved = try builder.part("conv") {
      try $0.convolution(x, 2 * half, taps: 2, dilation: dilation)
    }
    let wide = try norm(convolved, in: &builder)
    let gated = try builder.dropout(
      .multiply(
        .tanh(.slice(wide, from: 0, count: half)), .sigmoid(.slice(wide, from: half, count: half))),
      dropout / 3)
    let residual = try builder.part("residual") { try $0.dense(gated, half) }
    let skip = try builder.part("skip") { try $0.dense(gated, half) }
    let old =
      x.lastDimension == half
      ? x : try builder.part("projection") { try $0.dense(x, half) }
    return (try .add(residual, old), skip)
  }

  /// Three convolutions, the first two followed by a max-pool: `[T / 4, B, 256]`.
  private func convolutions(_ x: Expression, in builder: inout NetworkBuilder) throws -> Expression
  {
    var h = x
    for (place, published) in [64, 128, 256].enumerated() {
      let size = try width(published)
      builder.begin("conv")
      let convolved = try builder.part("conv") {
        try $0.convolution(h, size, taps: 3, padding: .same)
      }
      h = try .elu(norm(convolved, in: &builder))
      if place < 2 { h = try .maxPool(h, size: 2) }
      h = try builder.dropout(h, dropout)
      let pool = place < 2 ? ", maxpool(2)" : ""
      builder.end("conv1d(\(size)), batchnorm, elu\(pool), dropout", h)
    }
    return h
  }

  /// Two bidirectional LSTMs and additive attention: `[B, 256]`.
  private func recurrences(_ x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    var h = x
    for size in try [width(256), width(128)] {
      builder.begin("bilstm")
      h = try builder.dropout(builder.bidirectionalLSTM(h, size, biases: 1), dropout)
      builder.end("bilstm(\(size)), dropout", h)
    }
    builder.begin("attention")
    let units = try width(128)
    let context = try builder.attention(h, units)
    builder.end("attention(\(units))", context)
    return context
  }
}
