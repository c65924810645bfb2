/// The layers of `gsphar`.
struct SpectralBody: Sendable {
  let lags: [Int]
  let size: Int
  let source: NetworkSource
  /// `[symbols, k]`.
  let basis: Expression
  let head: Head
  let graph: String

  func build(in builder: inout NetworkBuilder) throws -> Expression {
    let parts = try spectralLags(in: &builder)
    let features = try backTransform(parts, in: &builder)
    let z = try perSymbol(features, in: &builder)
    return try head.apply(z, in: &builder)
  }

  /// `s_l` for every lag: weights per component, 1/l at first; lag 1 as it is.
  private func spectralLags(in builder: inout NetworkBuilder) throws -> [Expression] {
    let batch = builder.batch
    let longest = lags.last ?? 1
    let window = try Expression.reshape(
      source.gather(batch: batch), [batch, longest * size])
    return try lags.map { lag in
      let recent = try Expression.slice(window, from: (longest - lag) * size, count: lag * size)
      guard lag > 1 else { return recent }
      builder.begin("lag")
      let weight = try builder.parameter("weight", [lag, size], .constant(1 / Double(lag)))
      let row = try Expression.reshape(weight, [lag * size])
      let weighed = try Expression.multiply(recent, .broadcast(row, axis: 0, count: batch))
      let sum = try Expression.sum(.reshape(weighed, [batch, lag, size]), axis: 1)
      builder.end("spectral lag \(lag)", sum)
      return sum
    }
  }

  /// Mixes the lags, real and imaginary part apart, and goes back to symbols: `[B symbols, 2]`.
  private func backTransform(
    _ parts: [Expression], in builder: inout NetworkBuilder
  ) throws -> Expression {
    let batch = builder.batch
    let (rows, count) = (batch * size, parts.count)
    builder.begin("mix")
    let real = try Expression.reshape(.stack(parts), [rows, count])
    let imaginary = try Expression.broadcast(Expression(constant: 0), to: [rows, count])
    let mixed = [
      try builder.linear(real, 1, name: "real"),
      try builder.linear(imaginary, 1, name: "imaginary"),
    ]
    builder.end("mix lags, real and imaginary", mixed[0])
    builder.begin("graph")
    let back = try mixed.map {
      try Expression.matmulTransposed(.reshape($0, [batch, size]), basis)
    }
    builder.end("back from graph \(graph)", back[0])
    return try .reshape(.stack(back), [rows, 2])
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
