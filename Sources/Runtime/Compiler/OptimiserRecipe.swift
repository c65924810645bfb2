/// How an update follows from the gradient; the numbers that may change live are set on the
/// executor.
public struct OptimiserRecipe: Sendable, Hashable {
  public enum Rule: String, Sendable, CaseIterable {
    /// Gradient descent with momentum; `beta1` is the momentum.
    case sgd
    /// Adam with weight decay added to the gradient.
    case adam
    /// Adam with weight decay apart from the gradient.
    case adamW = "adamw"
  }

  public var rule: Rule
  public var beta1: Double
  public var beta2: Double
  public var epsilon: Double

  /// - Source: Kingma, Ba (2015); Loshchilov, Hutter (2019); defaults as in PyTorch.
  public init(
    _ rule: Rule = .adamW, beta1: Double? = nil, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) {
    self.rule = rule
    self.beta1 = beta1 ?? (rule == .sgd ? 0 : 0.9)
    self.beta2 = beta2
    self.epsilon = epsilon
  }
}
