import Glibc

/// How large one tensor of weights, its gradient and its next step are: which layer is dead, which
/// one runs away.
public struct TensorNorms: Sendable, Equatable {
  public let name: String
  /// Root of the sum of squares.
  public let weight: Double
  /// Of the last batch of the epoch, before clipping.
  public let gradient: Double
  /// `|lr * g|` of SGD, `|lr * m_hat / (sqrt(v_hat) + 1e-8)|` of Adam: a step without decay.
  public let update: Double

  /// Of every tensor, from the state at the end of an epoch.
  ///
  /// - Complexity: O(weights).
  static func all(
    of network: Network, _ state: RunState, gradient: [Float], rate: Double
  ) -> [TensorNorms] {
    let recipe = OptimiserRecipe(state.options.optimiser)
    let count = Double(max(1, state.updateCount))
    let (first, second) = (1 - pow(recipe.beta1, count), 1 - pow(recipe.beta2, count))
    var start = 0
    return network.parameters.map { parameter in
      let places = start..<start + parameter.count
      start = places.upperBound
      var (weight, slope, step) = (0.0, 0.0, 0.0)
      for place in places {
        let spread = (Double(state.secondMoment[place]) / second).squareRoot() + recipe.epsilon
        let move =
          recipe.rule == .sgd
          ? Double(gradient[place]) : Double(state.firstMoment[place]) / first / spread
        weight += Double(state.weights[place]) * Double(state.weights[place])
        slope += Double(gradient[place]) * Double(gradient[place])
        step += move * move
      }
      return TensorNorms(
        name: parameter.name, weight: weight.squareRoot(), gradient: slope.squareRoot(),
        update: rate * step.squareRoot())
    }
  }
}
