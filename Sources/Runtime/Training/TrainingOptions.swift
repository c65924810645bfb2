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
  /// Largest norm of the gradient; 0 does not clip.
  public var clip = 1.0
  public var weightDecay = 0.0
  public var optimiser = OptimiserRecipe.Rule.adamW
  /// Epochs over which the learning rate rises linearly to its base.
  public var warmup = 0.0
  public var schedule = Schedule.none
  /// Epochs without improvement after which training stops; 0 never stops.
  public var stop = 0
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
    if case .plateau(let patience, let factor) = schedule {
      try Self.require(
        patience >= 1 && factor > 0 && factor < 1, "schedule",
        "plateau(patience=12, factor=0.5)")
    }
    return self
  }

  /// The numbers that may change while a training runs.
  public static let liveNames = ["lr", "clip", "weight_decay", "batch", "stop", "epochs"]

  /// The current value of a live number; nil for another name.
  public func live(_ name: String) -> Double? {
    switch name {
    case "lr": learningRate
    case "clip": clip
    case "weight_decay": weightDecay
    case "batch": Double(batch)
    case "stop": Double(stop)
    case "epochs": Double(epochs)
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
