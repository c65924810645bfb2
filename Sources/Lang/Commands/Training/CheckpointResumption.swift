import Runtime

/// Goes on from a checkpoint with its own options; those written beside `init=` that may change in
/// the middle of a training are set, the others must be what they were.
struct CheckpointResumption {
  let path: String
  let problem: TrainingProblem
  /// As written; only those that were given count.
  let options: TrainingOptions
  let call: CommandCall

  /// - Throws: `Failure` naming the option that cannot change.
  func run(_ name: String) throws -> Run {
    var state = try Checkpoint.read(path, for: problem)
    try check(against: state.options)
    if let epochs = given("epochs"), Int(epochs) > state.epoch, state.isFinished {
      guard state.reopen() else { throw finished(state) }
    }
    let run = try Run(name: name, problem: problem, state: state)
    for option in TrainingOptions.liveNames {
      guard let value = given(option), value != original(option, state) else { continue }
      guard !state.isFinished else { throw finished(state) }
      try run.set(option, to: value)
    }
    for option in problem.loss.options where call.has(Stage1.loss) {
      let old = state.lossOptions.first { $0.name == option.name }
      if old != option { try run.set(option.name, to: option.value) }
    }
    return run
  }

  /// The live number that was written beside `init=`.
  private func given(_ name: String) -> Double? {
    call.values[name] == nil ? nil : options.live(name)
  }

  /// What the training began with: a number that was changed on the way is not changed back by the
  /// line that began it.
  private func original(_ option: String, _ state: RunState) -> Double? {
    state.journal.first { $0.name == option }?.old ?? state.options.live(option)
  }

  private func check(against old: TrainingOptions) throws {
    let fixed: [(Parameter, Bool)] = [
      (TrainingParameters.optimiser, options.optimiser == old.optimiser),
      (TrainingParameters.warmup, options.warmup == old.warmup),
      (TrainingParameters.schedule, options.schedule == old.schedule),
      (TrainingParameters.patience, options.schedule == old.schedule),
      (TrainingParameters.factor, options.schedule == old.schedule),
      (TrainingParameters.monitor, options.monitor == old.monitor),
      (TrainingParameters.batch, options.batching == old.batching),
      (TrainingParameters.accumulate, options.accumulate == old.accumulate),
      (TrainingParameters.fraction, options.fraction == old.fraction),
      (TrainingParameters.curriculum, options.curriculum == old.curriculum),
      (TrainingParameters.clipBy, options.clipsTensors == old.clipsTensors),
      (TrainingParameters.warmupSteps, options.warmupSteps == old.warmupSteps),
      (TrainingParameters.warmupFrom, options.warmupRate == old.warmupRate),
      (TrainingParameters.minimumRate, options.leastRate == old.leastRate),
      (TrainingParameters.minimumGain, options.minimumGain == old.minimumGain),
      (TrainingParameters.keep, options.keep == old.keep),
      (TrainingParameters.shuffle, options.shuffle == old.shuffle),
      (TrainingParameters.seed, options.seed == old.seed),
    ]
    for (parameter, isSame) in fixed where call.has(parameter) && !isSame {
      throw call.failure(
        parameter, "cannot change in the middle of the training of \(path)",
        hint: "init=\"\(path).safetensors\" starts a new one from its weights")
    }
  }

  private func finished(_ state: RunState) -> Failure {
    Failure(
      "\(path) had finished: \(state.ending), the weights of epoch \(state.bestEpoch) kept",
      culprit: .parameter(Stage1.start.name),
      hint: "init=\"\(path).safetensors\" starts a new training from its weights")
  }
}
