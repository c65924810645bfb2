extension Trainer {
  /// Writes the next batch into the engine of its size.
  func feed() throws -> Range<Int> {
    let range = plan.batch(at: state.cursor, in: state.order)
    guard plan.isRagged else {
      try select(range.count)
      try engine.feed(problem.training, state.order, from: range.lowerBound)
      return range
    }
    try engine.fill()
    try engine.feed(problem.training, state.order, range)
    return range
  }

  /// The numbers of the next step.
  func prepare() {
    let executor = engine.executor
    executor.learningRate = learningRate
    executor.clip = state.options.clip
    executor.clipsTensors = state.options.clipsTensors
    executor.weightDecay = state.options.weightDecay
    guard state.lossOptions.contains(where: { $0.end != nil }) else { return }
    let share = progress / Double(max(1, state.options.epochs))
    for option in state.lossOptions where option.end != nil {
      executor.setLive(option.name, option.value(after: share))
    }
  }

  /// One step on the mean gradient of several batches, each weighed by its samples, dates alike.
  func accumulate() throws {
    var sum = [Float](repeating: 0, count: engine.executor.program.weightCount)
    var (loss, weight, samples) = (0.0, 0.0, 0)
    for _ in 0..<state.options.accumulate where state.cursor < state.order.count {
      let range = try feed()
      prepare()
      let executor = engine.executor
      let result = try executor.computeGradient()
      executor.batchCount &+= 1
      state.cursor = range.upperBound
      guard result.isFinite else {
        try count(result, samples: range.count)
        continue
      }
      try executor.writeState()
      let share = state.options.batching.isByDate ? 1 : Double(range.count)
      try executor.addGradient(to: &sum, share: Float(share))
      loss += share * result.loss
      weight += share
      samples += range.count
    }
    guard weight > 0 else { return }
    let scale = Float(1 / weight)
    prepare()
    let norm = try engine.executor.update(by: sum.map { $0 * scale })
    try count(StepResult(loss: loss / weight, gradientNorm: norm), samples: samples)
  }

  /// Epochs done, with their part of the one under way.
  private var progress: Double {
    Double(state.epoch) + Double(state.cursor) / Double(max(1, epochCount))
  }

  /// The schedule's rate for the next batch.
  var learningRate: Double {
    let options = state.options
    let left = progress - options.warmup
    let top = max(options.learningRate * state.plateauFactor, options.leastRate)
    let floor = min(options.leastRate, top)
    let course = options.schedule.factor(
      epoch: left, of: Double(options.epochs) - options.warmup)
    let rate = floor + (top - floor) * course
    let share = warmShare
    return share < 1 ? options.warmupRate + (rate - options.warmupRate) * share : rate
  }

  /// How far the warm-up has come; at least 1 after it.
  private var warmShare: Double {
    let options = state.options
    if options.warmupSteps > 0 {
      return Double(engine.executor.updateCount) / Double(options.warmupSteps)
    }
    guard options.warmup > 0 else { return 1 }
    return (progress + Double(options.batch) / Double(max(1, epochCount))) / options.warmup
  }
}
