/// Batch norms of batches that are not full: places that are only filled up enter no moment.
///
/// Written out in plain operations, so that gradients come by themselves; programs for evaluation
/// read running statistics and need none of it.
enum MaskedBatchNorm {
  /// - Parameters:
  ///   - samples: Of a batch; rows of a channel are samples, step after step.
  ///   - isState: Roots are new running statistics, whose variance is the unbiased one.
  static func apply(
    to roots: [Expression], samples: Int, isState: Bool = false
  ) throws -> [Expression] {
    try GraphRewriter.rewrite(roots) { node in
      if node.operation is ChannelMoments, let x = node.inputs.first {
        return try moments(of: x, samples, isState)
      }
      guard let norm = node.operation as? BatchNorm else { return node }
      return try normalised(node.inputs, norm.epsilon)
    }
  }

  /// `Σ m x / Σ m` and `Σ m (x - mean)² / Σ m` of every channel.
  ///
  /// - Shape: `[2, C]`.
  private static func moments(
    of x: Expression, _ samples: Int, _ isState: Bool
  ) throws -> Expression {
    let (flat, rows, channels) = try table(x)
    let steps = rows / max(1, samples)
    let mask = try Expression.reshape(
      .broadcast(.sampleMask([samples]), axis: 0, count: steps), [rows])
    let count = try Expression.maximum(.sum(mask), Expression(constant: 1))
    let weight = try Expression.broadcast(
      .divide(mask, .broadcast(count, to: [rows])), axis: 1, count: channels)
    let mean = try Expression.sum(.multiply(weight, flat), axis: 0)
    let distance = try Expression.subtract(flat, .broadcast(mean, axis: 0, count: rows))
    var variance = try Expression.sum(.multiply(weight, .square(distance)), axis: 0)
    if isState {
      // What the state multiplies by counts all rows; here those that are filled do.
      let one = Expression(constant: 1)
      let own = try Expression.divide(count, .maximum(.subtract(count, one), one))
      let rest = Expression(constant: Double(max(1, rows - 1)) / Double(max(1, rows)))
      variance = try .multiply(variance, .broadcast(.multiply(own, rest), to: [channels]))
    }
    return try .reshape(.concatenate([mean, variance]), [2, channels])
  }

  /// `(x - mean) / √(variance + ε) · gain + bias`.
  private static func normalised(_ inputs: [Expression], _ epsilon: Double) throws -> Expression {
    let shape = try Expression.dimensions(of: inputs[0], for: "batch norm")
    let (flat, rows, channels) = try table(inputs[0])
    let moments = try Expression.reshape(inputs[1], [2 * channels])
    let mean = try Expression.slice(moments, from: 0, count: channels)
    let variance = try Expression.slice(moments, from: channels, count: channels)
    let spread = try Expression.squareRoot(.add(variance, Expression(constant: epsilon)))
    func everyRow(_ row: Expression) throws -> Expression {
      try .broadcast(row, axis: 0, count: rows)
    }
    let scale = try Expression.divide(inputs[2], spread)
    let output = try Expression.add(
      .multiply(.subtract(flat, everyRow(mean)), everyRow(scale)), everyRow(inputs[3]))
    return try .reshape(output, shape)
  }

  private static func table(_ x: Expression) throws -> (Expression, rows: Int, channels: Int) {
    let shape = try Expression.dimensions(of: x, for: "batch norm")
    let channels = shape[shape.count - 1]
    let rows = x.elementCount / max(1, channels)
    return (try .reshape(x, [rows, channels]), rows, channels)
  }
}
