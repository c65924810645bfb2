@preconcurrency import Glibc

/// What turns the last layer's number into a prediction; applied exactly once.
public enum Link: String, Sendable, CaseIterable {
  case identity
  /// `1 / (1 + e^-z)`: probabilities.
  case sigmoid
  /// `ln(1 + e^z)`: positive numbers such as volatility; never dead.
  case softplus
  /// `max(z, 0)`; a unit whose z stays below zero never learns again.
  case relu
  /// `e^z_c / Σ e^z`: the probabilities of classes. The one link of several numbers.
  case softmax

  /// The links of one number, from which a head may choose.
  public static let allCases: [Link] = [.identity, .sigmoid, .softplus, .relu]

  public func apply(_ z: Expression) throws -> Expression {
    switch self {
    case .identity: z
    case .sigmoid: try .sigmoid(z)
    case .softplus: try .softplus(z)
    case .relu: try .relu(z)
    case .softmax: try .softmax(z)
    }
  }

  /// The z that gives the prediction `mean`, so that a network starts at the mean of its labels.
  ///
  /// - Edge cases: 0 where the link cannot give `mean`.
  public func start(at mean: Double) -> Double {
    guard mean.isFinite else { return 0 }
    switch self {
    case .identity: return mean
    case .relu: return max(mean, 0)
    case .softmax: return 0
    case .sigmoid:
      guard mean > 0, mean < 1 else { return 0 }
      return log(mean / (1 - mean))
    case .softplus:
      return mean > 0 ? mean + log(-expm1(-mean)) : 0
    }
  }

  /// The link that suits a label.
  ///
  /// - Parameter classes: whether the network can have a number per class.
  /// - Throws: `Failure` for a target of categories where it cannot.
  public static func suiting(_ kind: Target.Kind, classes: Bool = false) throws -> Link {
    switch kind {
    case .number: .identity
    case .yesNo: .sigmoid
    case .category where classes: .softmax
    case .category:
      throw Failure(
        "this network has one number per sample, a target of categories needs one per class",
        culprit: .parameter("target"), hint: "mlp, lstm, wavenet or a chain of layers")
    }
  }
}
