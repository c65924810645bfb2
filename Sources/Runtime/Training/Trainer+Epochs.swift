extension Trainer {
  func beginEpoch() {
    _ = clock.lap()
    state.order = plan.order(epoch: state.epoch)
  }

  func count(_ result: StepResult, samples: Int) throws {
    guard result.isFinite else {
      state.sums.badBatches += 1
      if state.firstBad == nil { state.firstBad = try engine.executor.firstNonFinite() }
      return
    }
    state.sums.add(result, samples: samples)
  }

  func endEpoch() throws {
    _ = try synchronise()
    let validation = try validator?.run(state.weights)
    let record = try self.record(validation, rate: engine.executor.learningRate)
    state.history.append(record)
    state.epoch += 1
    state.batch = 0
    state.cursor = 0
    state.sums = RunState.EpochSums()
    let ending = judge(figure.value(in: record))
    archive.append(state)
    // A script may go on by rolling back what would have ended here.
    if let ending, !agenda.isRollbackNext(epoch: state.epoch + 1) { try finish(ending) }
  }

  private func record(_ validation: PartEvaluator.Result?, rate: Double) throws -> EpochRecord {
    let sums = state.sums
    let heads = try validation.map { try problem.pairs($0) } ?? []
    let scores = heads.flatMap { head in
      head.scores.map {
        EpochRecord.Figure(head.head.prefix + $0.name, $0.value(of: head.pairs))
      }
    }
    return EpochRecord(
      epoch: state.epoch + 1,
      trainLoss: sums.samples > 0 ? sums.loss / Double(sums.samples) : .nan,
      validationLoss: validation?.loss ?? .nan,
      scores: scores,
      tracks: validation?.tracks ?? [], learningRate: rate,
      gradientNorm: sums.goodBatches > 0
        ? sums.gradientNorm / Double(sums.goodBatches) : .nan,
      badBatches: sums.badBatches, batches: sums.goodBatches + sums.badBatches,
      healths: heads.map { Health($0.pairs, head: $0.head) },
      tensors: try TensorNorms.all(
        of: problem.network, state, gradient: engine.executor.floats(of: .gradient), rate: rate),
      classes: try heads.flatMap { try problem.classCounts($0) },
      seconds: sums.seconds)
  }

  /// Best weights, plateau, early stop, last epoch; why the training ends, or nil.
  private func judge(_ value: Double) -> String? {
    let options = state.options
    if figure.isBetter(value, than: state.bestValue, by: options.minimumGain) {
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
      return "no better \(figure.text) for \(options.stop) epochs"
    }
    return state.epoch >= options.epochs
      ? "\(options.epochs) \(options.epochs == 1 ? "epoch" : "epochs")" : nil
  }

  /// Ends the training; the best weights are restored where `keep=best`.
  func finish(_ ending: String) throws {
    guard !state.isFinished else { return }
    state.isFinished = true
    state.ending = ending
    state.weights = state.keptWeights
    try engine.executor.set(.weights, to: state.weights)
  }
}
