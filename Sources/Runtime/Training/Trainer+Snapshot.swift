extension Trainer {
  /// Where the training stands, for the progress line.
  func snapshot(_ status: RunSnapshot.Status) -> RunSnapshot {
    let sums = state.sums
    let seconds = sums.seconds + elapsed
    let samples = Double(state.cursor)
    let rate = seconds > 0 && samples > 0 ? samples / seconds : lastRate
    let count = Double(epochCount)
    let left =
      Double(max(0, state.options.epochs - state.epoch)) * count - samples
    return RunSnapshot(
      status: status, epoch: state.isFinished ? state.epoch : state.epoch + 1,
      epochs: state.options.epochs, batch: state.batch, batches: batchesPerEpoch,
      loss: sums.samples > 0 ? sums.loss / Double(sums.samples) : .nan,
      gradientNorm: sums.goodBatches > 0
        ? sums.gradientNorm / Double(sums.goodBatches) : .nan,
      learningRate: learningRate, badBatches: state.badBatches, samplesPerSecond: rate,
      secondsLeft: rate > 0 ? max(0, left) / rate : .nan, history: state.history)
  }

  /// Samples per second of the last whole epoch; NaN before.
  private var lastRate: Double {
    guard let seconds = state.history.last?.seconds, seconds > 0 else { return .nan }
    return Double(epochCount) / seconds
  }
}
