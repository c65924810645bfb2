import Synchronization

/// A training with its worker thread: started, paused, changed, resumed; then a trained model.
///
/// The worker owns the state while it runs and publishes snapshots. Whoever wants to change
/// something has it leave at the end of a batch, changes the state, and starts it again.
public final class Run: Sendable {
  struct Shared: Sendable {
    var snapshot: RunSnapshot
    /// As of the last pause, epoch end or finish.
    var state: RunState
    var isThreadAlive = false
    /// Split off on the way, not yet taken.
    var forks: [Fork] = []
    var recorder: RunRecorder?
  }

  public let name: String
  public let problem: TrainingProblem
  public let constantLoss: Double
  let shared: Monitor<Shared>
  /// Asks the worker to leave at the end of the current batch.
  let wantsPause = Atomic<Bool>(false)
  /// Touched by the worker while the thread is alive, else under the monitor's lock.
  let trainer: TrainerBox
  let predicted = PredictionCache()
  /// The training that it was split off; empty for others.
  public let parent: String

  /// A training that has not started, with seeded weights or those given.
  ///
  /// - Parameters:
  ///   - weights: Start weights, such as another run's; nil draws them from the seed.
  ///   - planned: Changes to make on the way.
  /// - Throws: `Failure` naming the option that is out of range.
  public convenience init(
    name: String, problem: TrainingProblem, options: TrainingOptions, weights: [Float]? = nil,
    planned: [Intervention] = []
  ) throws {
    let network = problem.network
    var options = options
    var weights = weights
    if network.isLeastSquares {
      weights = try weights ?? LeastSquaresFit.weights(of: problem)
      (options.epochs, options.learningRate, options.keep) = (1, 0, .last)
      (options.weightDecay, options.fraction) = (0, 1)
    }
    let start = weights ?? network.startWeights(seed: options.seed).map { Float($0) }
    guard start.count == network.parameterCount else {
      throw Failure(
        "\(start.count) weights do not fit a network of \(network.parameterCount)",
        culprit: .parameter("init"))
    }
    let state = RunState(
      weights: start, options: try options.validated(), lossOptions: problem.loss.options)
    try self.init(name: name, problem: problem, state: state, planned: planned)
  }

  /// Goes on from a saved state.
  public convenience init(
    name: String, problem: TrainingProblem, state: RunState, planned: [Intervention] = []
  ) throws {
    try self.init(name: name, problem: problem, state: state, planned: planned, archive: nil)
  }

  /// What was split off a run of this problem, paused where the other one was.
  convenience init(
    _ fork: Fork, of run: Run, planned: [Intervention] = []
  ) throws {
    try self.init(
      name: fork.name, problem: run.problem, state: fork.state, planned: planned,
      archive: fork.archive, parent: run.name)
  }

  private init(
    name: String, problem: TrainingProblem, state: RunState, planned: [Intervention],
    archive: StateArchive?, parent: String = ""
  ) throws {
    let trainer = try Trainer(
      problem, state: state, planned: InterventionPlan(planned), archive: archive)
    self.name = name
    self.problem = problem
    self.parent = parent
    identity = RunIdentity.hash(
      of: problem, program: trainer.engine.executor.program, start: state)
    self.constantLoss = trainer.constantLoss
    self.trainer = TrainerBox(trainer)
    let isFresh = state.epoch == 0 && state.batch == 0
    let status: RunSnapshot.Status = state.isFinished ? .finished : isFresh ? .ready : .paused
    shared = Monitor(Shared(snapshot: trainer.snapshot(status), state: state))
  }

  /// Where the training stands.
  public var snapshot: RunSnapshot { shared.read { $0.snapshot } }

  /// The state as of the last pause, epoch end or finish.
  public var state: RunState { shared.read { $0.state } }

  /// The weights to predict with.
  public var weights: [Float] { state.keptWeights }

  /// Writes the training to the run store; nil for one that is not kept.
  public var recorder: RunRecorder? {
    get { shared.read { $0.recorder } }
    set { shared.update { $0.recorder = newValue } }
  }

  /// What makes the training the same as another; as it began, whatever was changed since.
  public let identity: ContentHash

  public var network: Network { problem.network }
  public var dataset: Dataset { problem.dataset }

  /// The same network and weights on a new loss, with a fresh optimiser: `stage2`.
  ///
  /// - Throws: `Failure` when the run has not trained, or of the loss.
  public func stage2(
    name: String, loss: Loss, options: TrainingOptions, planned: [Intervention] = []
  ) throws -> Run {
    try stage2(
      name: name,
      problem: TrainingProblem(
        dataset: dataset, network: network, loss: loss, values: problem.values),
      options: options, planned: planned)
  }

  /// The same weights on another problem of the same network.
  public func stage2(
    name: String, problem: TrainingProblem, options: TrainingOptions,
    planned: [Intervention] = []
  ) throws -> Run {
    guard !snapshot.history.isEmpty || state.batchCount > 0 else {
      throw Failure("\(self.name) has not been trained yet")
    }
    return try Run(
      name: name, problem: problem, options: options, weights: weights, planned: planned)
  }
}

/// Lets a `Run` hold its trainer across threads; `Run` guards who touches it.
final class TrainerBox: @unchecked Sendable {
  let trainer: Trainer
  init(_ trainer: Trainer) { self.trainer = trainer }
}
