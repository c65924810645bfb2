extension Executor {
  /// Adds `share` times the gradient of the last batch to a sum over all weights.
  ///
  /// - Throws: `Failure` for a program without gradient.
  func addGradient(to sum: inout [Float], share: Float) throws {
    let gradient = try floats(of: .gradient)
    for place in gradient.indices where place < sum.count { sum[place] += share * gradient[place] }
  }

  /// Updates the weights by a gradient that was put together elsewhere; counts as one batch.
  ///
  /// - Returns: The norm of the gradient.
  /// - Throws: `Failure` when the count differs from `Program.weightCount`.
  func update(by gradient: [Float]) throws -> Double {
    guard let training = program.training else {
      throw Failure("this program was compiled for evaluation and has no gradient")
    }
    let norm = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    try set(.gradient, to: gradient)
    arena[training.norm] = norm
    try updateWeights()
    return norm
  }

  /// Scales the gradient of every tensor whose norm is above `clip` down to it.
  ///
  /// - Source: Keras's `clipnorm`.
  func clipTensors() {
    guard let training = program.training, clip > 0 else { return }
    for parameter in program.parameters {
      let start = training.gradient + parameter.place
      var square = 0.0
      for place in start..<start + parameter.count { square += arena[place] * arena[place] }
      let norm = square.squareRoot()
      guard norm > clip else { continue }
      for place in start..<start + parameter.count { arena[place] *= clip / norm }
    }
  }
}
