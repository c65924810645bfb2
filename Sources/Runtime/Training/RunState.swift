/// The whole of a training between two batches, as a plain value: saved and restored bit for bit.
public struct RunState: Sendable, Equatable {
  /// Sums over the epoch under way.
  public struct EpochSums: Sendable, Equatable {
    var loss = 0.0
    var samples = 0
    var gradientNorm = 0.0
    var goodBatches = 0
    var badBatches = 0
    var seconds = 0.0

    /// Counts a good batch.
    mutating func add(_ result: StepResult, samples count: Int) {
      loss += result.loss * Double(count)
      samples += count
      gradientNorm += result.gradientNorm
      goodBatches += 1
    }
  }

  /// The number type is float32 throughout; parameters lie end to end.
  public internal(set) var weights: [Float]
  public internal(set) var bestWeights: [Float]
  public internal(set) var firstMoment: [Float]
  public internal(set) var secondMoment: [Float]

  /// Steps of the random streams (every batch) and of the optimiser (good batches).
  public internal(set) var batchCount: UInt64 = 0
  public internal(set) var updateCount: UInt64 = 0

  /// Epochs done.
  public internal(set) var epoch = 0
  /// Batches and samples of the epoch under way that are done.
  public internal(set) var batch = 0
  public internal(set) var cursor = 0
  /// The order of the training samples in the epoch under way.
  public internal(set) var order: [Int32] = []
  public internal(set) var sums = EpochSums()

  /// Best monitored figure, NaN before the first epoch; its epoch, from 1.
  public internal(set) var bestValue = Double.nan
  public internal(set) var bestEpoch = 0
  /// Epochs since the best.
  public internal(set) var waited = 0
  /// Factor of a plateau schedule and epochs since it last improved or fell.
  public internal(set) var plateauFactor = 1.0
  public internal(set) var plateauWaited = 0

  public internal(set) var options: TrainingOptions
  public internal(set) var lossOptions: [Loss.Option]
  public internal(set) var history: [EpochRecord] = []
  public internal(set) var journal: [Intervention] = []
  /// What first was not finite in a bad batch, by name; nil when there was none.
  public internal(set) var firstBad: String?
  public internal(set) var isFinished = false
  /// Why the training ended: `10 epochs`, `no improvement for 5 epochs`, `stopped`.
  public internal(set) var ending = ""

  init(weights: [Float], options: TrainingOptions, lossOptions: [Loss.Option]) {
    self.weights = weights
    self.bestWeights = weights
    self.firstMoment = weights.map { _ in 0 }
    self.secondMoment = firstMoment
    self.options = options
    self.lossOptions = lossOptions
  }

  /// The weights to predict with: the best so far where `keep=best`, else the current ones.
  public var keptWeights: [Float] {
    options.keep == .best && bestEpoch > 0 ? bestWeights : weights
  }

  /// Lets a finished training go on.
  ///
  /// - Returns: False where its last weights have given way to those of an earlier epoch.
  public mutating func reopen() -> Bool {
    guard options.keep == .last || (bestEpoch == epoch && cursor == 0) else { return false }
    isFinished = false
    ending = ""
    return true
  }

  /// Good and bad batches of all epochs.
  public var badBatches: Int { history.reduce(sums.badBatches) { $0 + $1.badBatches } }
}
