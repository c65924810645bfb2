/// Steps a training, one batch at a time; used by one thread.
///
/// After every step `state` is complete: a trainer made from it goes on with the same bits.
final class Trainer {
  let problem: TrainingProblem
  private(set) var state: RunState
  let figure: MonitoredFigure
  /// The loss of a constant predictor at the mean of the training labels, on the validation part.
  let constantLoss: Double
  /// Changes to make on the way, as a script's `at` lines say; those done are in the journal.
  var planned: [Intervention]

  private var executor: Executor
  private var feeder: BatchFeeder
  private var validator: PartEvaluator?
  private var clock = Stopwatch()
  /// The state at the end of each epoch, for `rollback`; the oldest go when memory runs short.
  private var snapshots: [RunState] = []
  private static let snapshotBytes = 256 << 20

  init(_ problem: TrainingProblem, state: RunState, planned: [Intervention] = []) throws {
    var loss = problem.loss
    loss.options = state.lossOptions
    let kind = try problem.dataset.label().target.kind
    let options = try state.options.validated()
    let fallback = problem.validation == nil ? "train.loss" : "val.loss"
    self.problem = problem
    self.state = state
    self.planned = planned
    figure = try MonitoredFigure(options.monitor ?? fallback, kind: kind)
    let assembly = Assembly(dataset: problem.dataset, network: problem.network, loss: loss)
    (executor, feeder) = try Self.engine(assembly, problem, state)
    validator = try problem.validation.map { table in
      try PartEvaluator(table, network: problem.network, values: problem.values) {
        try assembly.evaluationProgram(batch: $0)
      }
    }
    constantLoss = try Self.constantLoss(assembly, problem)
    if figure.part == .validation, validator == nil {
      throw Failure(
        "\(figure.text) cannot be watched: there is no validation part",
        culprit: .parameter("monitor"))
    }
    snapshots = [state]
  }

  var batchesPerEpoch: Int {
    let batch = state.options.batch
    let left = problem.training.count - state.cursor
    return state.batch + (left + batch - 1) / batch
  }

  /// Trains on the next batch; at the end of an epoch validates, records and decides.
  ///
  /// - Throws: `Failure` when the engine refuses the batch.
  func step() throws {
    guard !state.isFinished else { return }
    try applyPlanned()
    if state.cursor == 0 { beginEpoch() }
    let range = state.cursor..<min(state.cursor + state.options.batch, problem.training.count)
    try feeder.feed(problem.training, state.order, range)
    executor.learningRate = learningRate
    executor.clip = state.options.clip
    executor.weightDecay = state.options.weightDecay
    let result = try executor.step()
    try count(result, samples: range.count)
    state.cursor = range.upperBound
    state.batch += 1
    if state.cursor == problem.training.count { try endEpoch() }
  }

  /// The schedule's rate for the next batch.
  var learningRate: Double {
    let options = state.options
    let done = Double(state.epoch) + Double(state.cursor) / Double(problem.training.count)
    var rate = options.learningRate * state.plateauFactor
    rate *= options.schedule.factor(progress: done / Double(options.epochs))
    guard options.warmup > 0 else { return rate }
    let step = Double(state.options.batch) / Double(problem.training.count)
    return rate * min(1, (done + step) / options.warmup)
  }

  /// The state with the engine's vectors in it; call before reading `state` from outside.
  func synchronise() throws -> RunState {
    state.weights = try executor.floats(of: .weights)
    state.firstMoment = try executor.floats(of: .firstMoment)
    state.secondMoment = try executor.floats(of: .secondMoment)
    state.batchCount = executor.batchCount
    state.updateCount = executor.updateCount
    state.sums.seconds += clock.lap()
    return state
  }

  /// Seconds of the epoch under way that are not in `state` yet.
  var elapsed: Double { clock.elapsed }

  // MARK: Epochs

  private func beginEpoch() {
    let count = problem.training.count
    let options = state.options
    state.order =
      options.shuffle
      ? CounterRandom(seed: options.seed, purpose: .shuffle).permutation(
        of: count, step: state.epoch)
      : (0..<count).map { Int32(clamping: $0) }
    _ = clock.lap()
  }

  private func count(_ result: StepResult, samples: Int) throws {
    guard result.isFinite else {
      state.sums.badBatches += 1
      if state.firstBad == nil { state.firstBad = try executor.firstNonFinite() }
      return
    }
    state.sums.loss += result.loss * Double(samples)
    state.sums.samples += samples
    state.sums.gradientNorm += result.gradientNorm
    state.sums.goodBatches += 1
  }

  private func endEpoch() throws {
    let rate = learningRate
    _ = try synchronise()
    let validation = try validator?.run(state.weights)
    let record = try self.record(validation, rate: rate)
    state.history.append(record)
    state.epoch += 1
    state.batch = 0
    state.cursor = 0
    state.sums = RunState.EpochSums()
    judge(figure.value(in: record))
    if state.isFinished, state.options.keep == .best, state.bestEpoch > 0 {
      state.weights = state.bestWeights
      try executor.set(.weights, to: state.weights)
    }
    remember()
  }

  private func record(_ validation: PartEvaluator.Result?, rate: Double) throws -> EpochRecord {
    let sums = state.sums
    let label = try problem.dataset.label()
    let truths = problem.validation?.rows.map { label.values[Int($0)] } ?? []
    let pairs = ScorePairs(predictions: validation?.predictions ?? [], truths: truths)
    let scores = ScoreCatalog.scores(for: label.target.kind)
    return EpochRecord(
      epoch: state.epoch + 1,
      trainLoss: sums.samples > 0 ? sums.loss / Double(sums.samples) : .nan,
      validationLoss: validation?.loss ?? .nan,
      scores: validation == nil ? [] : scores.map { .init($0.name, $0.value(of: pairs)) },
      tracks: validation?.tracks ?? [], learningRate: rate,
      gradientNorm: sums.goodBatches > 0
        ? sums.gradientNorm / Double(sums.goodBatches) : .nan,
      badBatches: sums.badBatches, health: Health(pairs, link: problem.network.link),
      seconds: sums.seconds)
  }

  /// Best weights, plateau, early stop, last epoch.
  private func judge(_ value: Double) {
    let options = state.options
    if figure.isBetter(value, than: state.bestValue) {
      state.bestValue = value
      state.bestEpoch = state.epoch
      state.bestWeights = state.weights
      state.waited = 0
      state.plateauWaited = 0
    } else {
      state.waited += 1
      state.plateauWaited += 1
    }
    if case .plateau(let patience, let factor) = options.schedule, state.plateauWaited >= patience {
      state.plateauFactor *= factor
      state.plateauWaited = 0
    }
    if options.stop > 0, state.waited >= options.stop {
      finish("no better \(figure.text) for \(options.stop) epochs")
    } else if state.epoch >= options.epochs {
      finish("\(options.epochs) epochs")
    }
  }

  private func finish(_ ending: String) {
    state.isFinished = true
    state.ending = ending
  }

  private func remember() {
    snapshots.append(state)
    let bytes = max(1, state.weights.count * 16 + state.order.count * 4)
    let most = max(2, Self.snapshotBytes / bytes)
    if snapshots.count > most { snapshots.removeFirst(snapshots.count - most) }
  }

  // MARK: Control between batches

  /// Ends the training; the best weights are restored where `keep=best`.
  func stop() throws {
    guard !state.isFinished else { return }
    _ = try synchronise()
    finish("stopped at epoch \(state.epoch + 1), batch \(state.batch)")
    if state.options.keep == .best, state.bestEpoch > 0 {
      state.weights = state.bestWeights
      try executor.set(.weights, to: state.weights)
    }
  }

  /// Changes an option of the training or of the loss from the next batch on.
  ///
  /// - Throws: `Failure` for an unknown option or a value out of range.
  func set(_ name: String, to value: Double) throws {
    guard !state.isFinished else {
      throw Failure("the training has ended: there is nothing to set")
    }
    if let old = state.options.live(name) {
      _ = try synchronise()
      _ = try state.options.set(name, to: value)
      if name == "batch" { try rebuild() }
      return note(name, old, value)
    }
    guard let index = state.lossOptions.firstIndex(where: { $0.name == name }) else {
      let known = TrainingOptions.liveNames + state.lossOptions.map(\.name)
      throw Failure(
        "a training has no number '\(name)'", culprit: .parameter(name),
        hint: known.joined(separator: ", "))
    }
    guard executor.setLive(name, value) else {
      throw Failure(
        "'\(name)' is built into the loss and cannot change while it trains",
        culprit: .parameter(name), hint: "start a new stage2 with another \(name)")
    }
    validator?.setLive(name, value)
    let old = state.lossOptions[index].value
    state.lossOptions[index].value = value
    note(name, old, value)
  }

  /// Goes back to the end of an epoch; 0 is the start.
  ///
  /// - Throws: `Failure` for an epoch that is not done or no longer in memory.
  func rollback(toEpoch epoch: Int) throws {
    guard let snapshot = snapshots.last(where: { $0.epoch == epoch && $0.cursor == 0 }) else {
      let known = Set(snapshots.filter { $0.cursor == 0 }.map(\.epoch)).sorted()
      throw Failure(
        "epoch \(epoch) is not kept", culprit: .parameter("epoch"),
        hint: "kept: " + known.map(String.init).joined(separator: ", "))
    }
    let done = Intervention(
      epoch: state.epoch + 1, batch: state.batch, name: "rollback", old: Double(state.epoch),
      new: Double(epoch))
    let journal = state.journal + [done]
    state = snapshot
    state.journal = journal
    if state.isFinished {
      state.isFinished = false
      state.ending = ""
    }
    try rebuild()
  }

  private func note(_ name: String, _ old: Double, _ new: Double) {
    state.journal.append(
      Intervention(epoch: state.epoch + 1, batch: state.batch, name: name, old: old, new: new))
  }

  private func applyPlanned() throws {
    let due = planned.filter { $0.epoch == state.epoch + 1 && $0.batch == state.batch }
    guard !due.isEmpty else { return }
    planned.removeAll { due.contains($0) }
    for change in due {
      if change.name == "rollback" {
        try rollback(toEpoch: Int(exactly: change.new) ?? -1)
      } else {
        try set(change.name, to: change.new)
      }
    }
  }

  // MARK: Engine

  /// A new engine for the state: another batch size, or weights of another epoch.
  private func rebuild() throws {
    for option in state.lossOptions { validator?.setLive(option.name, option.value) }
    var loss = problem.loss
    loss.options = state.lossOptions
    let assembly = Assembly(dataset: problem.dataset, network: problem.network, loss: loss)
    (executor, feeder) = try Self.engine(assembly, problem, state)
  }

  private static func engine(
    _ assembly: Assembly, _ problem: TrainingProblem, _ state: RunState
  ) throws -> (Executor, BatchFeeder) {
    let batch = min(state.options.batch, problem.training.count)
    let program = try assembly.trainingProgram(
      batch: batch, optimiser: OptimiserRecipe(state.options.optimiser))
    let executor = Executor(program, seed: state.options.seed)
    try executor.set(.weights, to: state.weights)
    try executor.set(.firstMoment, to: state.firstMoment)
    try executor.set(.secondMoment, to: state.secondMoment)
    executor.batchCount = state.batchCount
    executor.updateCount = state.updateCount
    let feeder = try BatchFeeder(
      executor, network: problem.network, batch: batch, values: problem.values)
    return (executor, feeder)
  }

  private static func constantLoss(
    _ assembly: Assembly, _ problem: TrainingProblem
  ) throws -> Double {
    guard let table = problem.validation else { return .nan }
    let mean = try LabelStatistics(problem.dataset).mean
    var evaluator = try PartEvaluator(
      table, network: problem.network, values: problem.values
    ) { try assembly.evaluationProgram(batch: $0, constant: mean) }
    return try evaluator.run([Float](repeating: 0, count: problem.network.parameterCount)).loss
  }
}
