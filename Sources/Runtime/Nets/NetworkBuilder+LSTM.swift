extension NetworkBuilder {
  /// One layer of an LSTM over a sequence, with PyTorch's names, layouts and default weights.
  ///
  /// - Parameters:
  ///   - layer: the number in the names of the weights: `weight_ih_l0`.
  ///   - isReverse: runs from the last step to the first; the names end in `_reverse`.
  ///   - biases: 2 as in PyTorch, 1 as in Keras.
  /// - Shape: `[T, B, in]` to `[T, B, units]`.
  mutating func lstm(
    _ x: Expression, _ units: Int, layer: Int = 0, isReverse: Bool = false, biases: Int = 2
  ) throws -> Expression {
    let end = "l\(layer)" + (isReverse ? "_reverse" : "")
    let rule = style.rule
    // PyTorch draws all of an LSTM's weights by the width of its memory.
    let fanIn = rule == .pytorch ? units : x.lastDimension
    let input = try parameter(
      "weight_ih_" + end, [4 * units, x.lastDimension],
      rule.weight(fanIn: fanIn, fanOut: 4 * units), isPenalised: true)
    let recurrent = try parameter(
      "weight_hh_" + end, [4 * units, units], rule.recurrent(units: units), isPenalised: true)
    var bias = try parameter("bias_ih_" + end, [4 * units], rule.gates(units: units))
    if biases == 2 {
      bias = try .add(
        bias, parameter("bias_hh_" + end, [4 * units], rule.bias(fanIn: units)))
    }
    let steps = isReverse ? try Expression.reverseSteps(x) : x
    let h = try Expression.lstm(
      steps, inputWeight: input, recurrentWeight: recurrent, bias: bias)
    return isReverse ? try .reverseSteps(h) : h
  }

  /// LSTMs one on another with dropout between them, and their line of the layer table.
  ///
  /// - Shape: `[T, B, in]` to `[T, B, units]`.
  mutating func stackedLSTM(
    _ x: Expression, _ units: Int, layers: Int, dropout rate: Double
  ) throws -> Expression {
    begin("lstm")
    var h = x
    for layer in 0..<layers {
      h = try lstm(layer == 0 ? h : dropout(h, rate), units, layer: layer)
    }
    end("lstm(\(units)\(layers > 1 ? ", layers=\(layers)" : ""))", h)
    return h
  }

  /// A layer that runs in both directions, side by side: `[T, B, in]` to `[T, B, 2 units]`.
  mutating func bidirectionalLSTM(
    _ x: Expression, _ units: Int, layer: Int = 0, biases: Int = 2
  ) throws -> Expression {
    let forward = try lstm(x, units, layer: layer, biases: biases)
    let backward = try lstm(x, units, layer: layer, isReverse: true, biases: biases)
    return try .concatenate([forward, backward])
  }
}
