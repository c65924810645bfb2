/// What a training step found.
public struct StepResult: Sendable, Equatable {
  public let loss: Double
  /// The Euclidean norm of the gradient before clipping.
  public let gradientNorm: Double

  /// False for a bad batch: loss or gradient is not finite and the weights were left alone.
  public var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }
}
