/// What one epoch came to.
public struct EpochRecord: Sendable, Equatable {
  /// A named figure.
  public struct Figure: Sendable, Equatable {
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// From 1.
  public let epoch: Int
  /// Mean over the batches as they were trained, dropout and all.
  public let trainLoss: Double
  /// NaN without a validation part.
  public let validationLoss: Double
  /// Scores of the validation predictions, by name.
  public let scores: [Figure]
  /// The loss's tracks on the validation part.
  public let tracks: [Figure]
  /// At the end of the epoch.
  public let learningRate: Double
  /// Mean over the good batches, before clipping.
  public let gradientNorm: Double
  /// Batches whose loss or gradient was not finite; they changed nothing.
  public let badBatches: Int
  /// Batches of the epoch, bad ones too.
  public let batches: Int
  /// Of every output, on the validation part.
  public let healths: [Health]
  /// Of every tensor of weights.
  public var tensors: [TensorNorms] = []
  /// How many validation rows were put into each class: `direction.up`.
  public var classes: [Figure] = []
  /// Wall time; the one figure that is not reproducible.
  public let seconds: Double

  public func score(_ name: String) -> Double? { scores.first { $0.name == name }?.value }
}
