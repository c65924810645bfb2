/// How a training runs; everything a script can say besides dataset, model and loss.
public struct TrainingOptions: Sendable, Equatable {
  public enum Keep: String, Sendable, CaseIterable {
    /// The weights at the best monitored figure.
    case best
    case last
  }

  public var epochs = 10
  /// The base of the schedule.
  public var learningRate = 1e-3
  /// Samples per step.
  public var batch = 32
  public var batching = Batching.samples
  /// Batches whose gradients make one step together.
  public var accumulate = 1
  /// Share of the training samples, or of their dates, that is used, spread evenly.
  public var fraction = 1.0
  public var curriculum: Curriculum?
  /// Largest norm of the gradient; 0 does not clip.
  public var clip = 1.0
  /// Whether `clip` holds for every weight tensor by itself.
  public var clipsTensors = false
  public var weightDecay = 0.0
  public var optimiser = OptimiserRecipe.Rule.adamW
  /// Epochs over which the learning rate rises linearly to its base.
  public var warmup = 0.0
  /// Steps over which it rises instead; 0 where epochs count.
  public var warmupSteps = 0
  /// The rate that the warm-up begins at.
  public var warmupRate = 0.0
  public var schedule = Schedule.none
  /// The rate below which a schedule does not fall.
  public var leastRate = 0.0
  /// Epochs without improvement after which training stops; 0 never stops.
  public var stop = 0
  /// By how much the monitored figure must be better to count as an improvement.
  public var minimumGain = 0.0
  /// nil: the validation loss, or the training loss where there is no validation part.
  public var monitor: String?
  public var keep = Keep.best
  public var shuffle = true
  public var seed: UInt64 = 42

  public init() {}

  /// - Throws: `Failure` naming the option that is out of range.
  public func validated() throws -> TrainingOptions {
    try Self.require(epochs >= 1, "epochs", "a whole number of at least 1")
    try Self.require(batch >= 1 && batch <= 1 << 20, "batch", "a number of samples, at least 1")
    try Self.require(learningRate >= 0 && learningRate.isFinite, "lr", "a number, 0 or more")
    try Self.require(clip >= 0 && clip.isFinite, "clip", "a number, 0 (no clipping) or more")
    try Self.require(
      weightDecay >= 0 && weightDecay.isFinite, "weight_decay", "a number, 0 or more")
    try Self.require(warmup >= 0 && warmup.isFinite, "warmup", "a number of epochs, 0 or more")
    try Self.require(stop >= 0, "stop", "a number of epochs, 0 (never) or more")
    try Self.require(accumulate >= 1 && accumulate <= 1 << 20, "accumulate", "at least 1 batch")
    try Self.require(fraction > 0 && fraction <= 1, "fraction", "above 0 and at most 1")
    try Self.require(warmupSteps >= 0, "warmup_steps", "a number of steps, 0 or more")
    try Self.require(
      warmupRate >= 0 && warmupRate.isFinite, "warmup_from", "a learning rate, 0 or more")
    try Self.require(leastRate >= 0 && leastRate.isFinite, "min_lr", "a learning rate, 0 or more")
    try Self.require(
      minimumGain >= 0 && minimumGain.isFinite, "min_delta", "a number, 0 or more")
    try Self.require(
      warmup == 0 || warmupSteps == 0, "warmup_steps", "given without warmup: one of the two")
    try schedule.validate()
    try curriculum?.validate()
    return self
  }

  /// The numbers that may change while a training runs.
  public static let liveNames = [
    "lr", "clip", "weight_decay", "batch", "stop", "epochs", "min_delta", "min_lr",
  ]

  /// The word that takes the schedule off, so that the learning rate is its base from then on.
  public static let pinning = "schedule"

  /// The current value of a live number; nil for another name.
  public func live(_ name: String) -> Double? {
    switch name {
    case "lr": learningRate
    case "clip": clip
    case "weight_decay": weightDecay
    case "batch": Double(batch)
    case "stop": Double(stop)
    case "epochs": Double(epochs)
    case "min_delta": minimumGain
    case "min_lr": leastRate
    default: nil
    }
  }

  /// Changes a live number; false for another name.
  ///
  /// - Throws: `Failure` for a number that is out of range.
  mutating func set(_ name: String, to value: Double) throws -> Bool {
    var copy = self
    switch name {
    case "lr": copy.learningRate = value
    case "clip": copy.clip = value
    case "weight_decay": copy.weightDecay = value
    case "batch": copy.batch = try Self.whole(value, name)
    case "stop": copy.stop = try Self.whole(value, name)
    case "epochs": copy.epochs = try Self.whole(value, name)
    case "min_delta": copy.minimumGain = value
    case "min_lr": copy.leastRate = value
    case Self.pinning: copy.schedule = .none
    default: return false
    }
    self = try copy.validated()
    return true
  }

  private static func whole(_ value: Double, _ name: String) throws -> Int {
    guard let whole = Int(exactly: value) else {
      throw Failure("\(name) is a whole number", culprit: .parameter(name))
    }
    return whole
  }

  private static func require(_ holds: Bool, _ name: String, _ wanted: String) throws {
    guard holds else { throw Failure("\(name) is \(wanted)", culprit: .parameter(name)) }
  }
}
