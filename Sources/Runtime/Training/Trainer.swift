/// Steps a training, one batch at a time; used by one thread.
///
/// After every step `state` is complete: a trainer made from it goes on with the same bits.
final class Trainer {
  let problem: TrainingProblem
  var state: RunState
  let figure: MonitoredFigure
  /// The loss of a constant predictor at the mean of the training labels, on the validation part.
  let constantLoss: Double
  /// Which samples make an epoch and its batches.
  private(set) var plan: EpochPlan
  /// Changes to make on the way; those done are in the journal.
  var agenda: InterventionPlan
  /// True when a pause on the way is due: the worker leaves.
  var isPausing = false
  /// The states that forks on the way have split off, until somebody takes them.
  var forks: [Fork] = []

  /// The engine of the last batch; it holds the weights.
  private(set) var engine: BatchEngine
  /// Engines by batch size: the full one and that of the last batch of an epoch.
  private(set) var engines: [Int: BatchEngine] = [:]
  let validator: PartEvaluator?
  var clock = Stopwatch()
  private var isTiming = false
  /// The state at the end of each epoch, for `rollback`.
  let archive: StateArchive

  /// - Parameter archive: Ends of epochs that were before `state`; a new one when nil.
  init(
    _ problem: TrainingProblem, state: RunState, planned: InterventionPlan = InterventionPlan(),
    archive: StateArchive? = nil
  ) throws {
    var loss = problem.loss
    loss.options = state.lossOptions
    let options = try state.options.validated()
    let fallback = problem.validation == nil ? "train.loss" : "val.loss"
    self.problem = problem
    self.state = state
    agenda = planned
    figure = try MonitoredFigure(options.monitor ?? fallback, known: problem.figures())
    let isByDate = options.batching.isByDate
    guard !isByDate || problem.network.space.kind != .date else { throw Failure.datesAlready }
    let assembly = Assembly(
      dataset: problem.dataset, network: problem.network, loss: loss.settled,
      weights: problem.weights, isMasked: isByDate)
    let plan = try EpochPlan(problem, options)
    self.plan = plan
    engine = try Self.engine(problem, state, plan, size: plan.largestBatch(options.batch))
    validator = try problem.validation.map { table in
      try PartEvaluator(
        table, network: problem.network, values: problem.values,
        groups: options.batching.groups(of: table, axis: problem.dataset.axis)
      ) { try assembly.evaluationProgram(batch: $0) }
    }
    constantLoss = try Self.constantLoss(assembly, problem)
    if figure.part == .validation, validator == nil {
      throw Failure(
        "\(figure.text) cannot be watched: there is no validation part",
        culprit: .parameter("monitor"))
    }
    engines = [engine.size: engine]
    self.archive = archive ?? StateArchive(state)
    for option in loss.options where option.end != nil {
      guard engine.executor.setLive(option.name, option.value) else {
        throw Failure(
          "'\(option.name)' is built into the loss and cannot change while it trains",
          culprit: .parameter(option.name))
      }
    }
  }

  /// Samples of the epoch under way.
  var epochCount: Int { state.order.isEmpty ? problem.training.count : state.order.count }

  var batchesPerEpoch: Int {
    let left = plan.batches(after: state.cursor, of: epochCount)
    let group = state.options.accumulate
    return state.batch + (left + group - 1) / group
  }

  /// Trains on the next batch; at the end of an epoch validates, records and decides.
  ///
  /// - Throws: `Failure` when the engine refuses the batch.
  func step() throws {
    guard !state.isFinished else { return }
    if !agenda.waiting.isEmpty { try applyPlanned() }
    guard !isPausing else { return }
    guard !state.isFinished, state.epoch < state.options.epochs else {
      return try finish("\(state.options.epochs) epochs")
    }
    if state.cursor == 0 { beginEpoch() }
    if state.options.accumulate > 1 {
      try accumulate()
    } else {
      let range = try feed()
      prepare()
      try count(try engine.executor.step(), samples: range.count)
      state.cursor = range.upperBound
    }
    state.batch += 1
    if state.cursor >= state.order.count { try endEpoch() }
  }

  /// The state with the engine's vectors in it; call before reading `state` from outside.
  func synchronise() throws -> RunState {
    let executor = engine.executor
    state.weights = try executor.floats(of: .weights)
    state.firstMoment = try executor.floats(of: .firstMoment)
    state.secondMoment = try executor.floats(of: .secondMoment)
    state.batchCount = executor.batchCount
    state.updateCount = executor.updateCount
    let seconds = clock.lap()
    if isTiming { state.sums.seconds += seconds }
    return state
  }

  /// Starts the wall time anew: what passed since the last batch was a pause.
  func restartClock() {
    isTiming = true
    _ = clock.lap()
  }

  /// Time from here on, such as a pause, counts for no epoch.
  func stopClock() { isTiming = false }

  /// Seconds of the epoch under way that are not in `state` yet.
  var elapsed: Double { clock.elapsed }

  /// Makes the engine for this batch size the one that holds the weights.
  func select(_ size: Int) throws {
    guard engine.size != size else { return }
    engine.executor.releaseIntermediates()
    let next = try engines[size] ?? Self.engine(problem, state, plan, size: size)
    try next.adopt(engine)
    engines[size] = next
    engine = next
  }

  /// New engines for the state: another batch size, or weights of another epoch.
  func rebuild() throws {
    for option in state.lossOptions {
      validator?.setLive(option.name, option.end ?? option.value)
    }
    plan = try EpochPlan(problem, state.options)
    let size = plan.largestBatch(state.options.batch)
    engine = try Self.engine(problem, state, plan, size: size)
    engines = [size: engine]
  }

  private static func engine(
    _ problem: TrainingProblem, _ state: RunState, _ plan: EpochPlan, size: Int
  ) throws -> BatchEngine {
    var loss = problem.loss
    loss.options = state.lossOptions
    let assembly = Assembly(
      dataset: problem.dataset, network: problem.network, loss: loss, weights: problem.weights,
      isMasked: plan.isRagged)
    let program = try assembly.trainingProgram(
      batch: size, optimiser: OptimiserRecipe(state.options.optimiser))
    let engine = try BatchEngine(
      program, size: size, network: problem.network, values: problem.values,
      seed: state.options.seed)
    try engine.executor.set(.weights, to: state.weights)
    try engine.executor.set(.firstMoment, to: state.firstMoment)
    try engine.executor.set(.secondMoment, to: state.secondMoment)
    engine.executor.batchCount = state.batchCount
    engine.executor.updateCount = state.updateCount
    return engine
  }

  private static func constantLoss(
    _ assembly: Assembly, _ problem: TrainingProblem
  ) throws -> Double {
    guard let table = problem.validation else { return .nan }
    let constants = try problem.network.heads.map { head in
      try LabelStatistics.constant(
        problem.dataset, target: problem.dataset.label(of: head).target.name)
    }
    let groups = assembly.isMasked ? DateGroups(table, axis: problem.dataset.axis).groups : nil
    let evaluator = try PartEvaluator(
      table, network: problem.network, values: problem.values, groups: groups
    ) { try assembly.evaluationProgram(batch: $0, constants: constants) }
    return try evaluator.run([Float](repeating: 0, count: problem.network.parameterCount)).loss
  }
}

extension Failure {
  fileprivate static var datesAlready: Failure {
    Failure(
      "a sample of this network is a date already", culprit: .parameter("batch"),
      hint: "batch=8 is eight dates")
  }
}
