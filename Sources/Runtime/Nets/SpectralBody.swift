/// The layers of `gsphar`.
struct SpectralBody: Sendable {
  let lags: [Int]
  let size: Int
  let source: NetworkSource
  /// `[2 symbols, 2 symbols]`, see `SpectralGraph.back`.
  let back: Expression
  let head: Head
  let graph: String

  func build(in builder: inout NetworkBuilder) throws -> Expression {
    let spectrum = try mixedLags(in: &builder)
    builder.begin("graph")
    let features = try Expression.reshape(
      .matmul(spectrum, back), [builder.batch * size, 2])
    builder.end("back from graph \(graph)", features)
    let z = try perSymbol(features, in: &builder)
    return try head.apply(z, in: &builder)
  }

  /// Per component the weighed sums of the window for every lag (1/l at first, lag 1 as it is),
  /// mixed, real and imaginary part apart: `[B, 2 symbols]`, real parts first.
  ///
  /// Weights and mixture are one kernel, so the window is read once.
  private func mixedLags(in builder: inout NetworkBuilder) throws -> Expression {
    let shown = try Expression.broadcast(Expression(constant: 0), to: [builder.batch, size])
    var weights: [Expression] = []
    for lag in lags where lag > 1 {
      builder.begin("lag")
      let weight = try builder.parameter("weight", [lag, size], .constant(1 / Double(lag)))
      weights.append(try .reshape(weight, [lag * size]))
      builder.end("spectral lag \(lag)", shown)
    }
    builder.begin("mix")
    var numbers: [Expression] = []
    for part in ["real", "imaginary"] {
      let start = Initializer.linear(fanIn: lags.count)
      let factors = try builder.parameter(part + "_weight", [1, lags.count], start)
      numbers.append(try .reshape(factors, [lags.count]))
      numbers.append(try builder.parameter(part + "_bias", [1], start))
    }
    let kernel = try Expression.lagKernel(
      .concatenate(numbers + weights), lags: lags, size: size, channels: 2)
    let mixed = try Expression.windowDot(source.gather(batch: builder.batch), kernel: kernel)
    builder.end("mix lags, real and imaginary", mixed)
    return mixed
  }

  /// The network 2-16-16-1 that all symbols share: `[B, symbols]`.
  private func perSymbol(
    _ features: Expression, in builder: inout NetworkBuilder
  ) throws -> Expression {
    var x = features
    for width in [16, 16] {
      builder.begin("dense")
      x = try .relu(builder.linear(x, width))
      builder.end("dense(\(width)), relu, per symbol", x)
    }
    builder.begin("dense")
    let z = try Expression.reshape(
      builder.linear(x, 1, bias: .constant(0)), [builder.batch, size])
    builder.end("dense(1), per symbol", z)
    return z
  }
}
