@preconcurrency import Glibc

/// The loss while the learning rate rises from batch to batch: which rates a training stands.
///
/// The rate of batch `i` of `n` is `low * (high / low)^(i / (n - 1))`. After each step the loss is
/// taken on one fixed sample of the training part, so that it does not jump with the batches, and
/// smoothed a little by an exponential mean that is corrected for its start. The search ends when the
/// loss has risen by more than it fell, or is not finite.
/// - Source: Smith, Cyclical learning rates, 2017; the steepest descent as fast.ai takes it.
public struct RateSearch: Sendable {
  public struct Step: Sendable, Equatable {
    public let rate: Double
    /// On the fixed sample, after the step.
    public let loss: Double
    public let smooth: Double
  }

  public let steps: [Step]
  /// The rate at which the smooth loss falls fastest; NaN where it never falls.
  public let suggestion: Double
  /// The rate with the least smooth loss before it first rises again.
  public let least: Double
  /// Why the search ended.
  public let ending: String

  private static let memory = 0.6
  /// Samples that the loss is taken on.
  private static let mostSamples = 2048

  /// - Throws: `Failure` for a range that does not rise, a network without steps, or of the engine;
  ///   `Interrupted`.
  public init(
    _ problem: TrainingProblem, options: TrainingOptions, low: Double, high: Double, count: Int
  ) throws {
    guard low > 0, high > low, high.isFinite, count >= 10 else {
      throw Failure("from is above 0 and below to", culprit: .parameter("from"))
    }
    guard !problem.network.isLeastSquares else {
      throw Failure("\(problem.network.text) is solved at once and has no learning rate")
    }
    var options = options
    (options.schedule, options.warmup, options.warmupSteps, options.accumulate) = (.none, 0, 0, 1)
    let weights = problem.network.startWeights(seed: options.seed).map { Float($0) }
    let trainer = try Trainer(
      problem,
      state: RunState(
        weights: weights, options: try options.validated(), lossOptions: problem.loss.options))
    let gauge = try Self.gauge(problem, options)
    var (steps, mean, ending) = ([Step](), 0.0, "")
    for place in 0..<count {
      try Interrupt.check()
      let rate = low * pow(high / low, Double(place) / Double(count - 1))
      let loss = try Self.step(trainer, at: rate, gauge)
      guard loss.isFinite else {
        ending = "the loss was not finite"
        break
      }
      mean = Self.memory * mean + (1 - Self.memory) * loss
      let smooth = mean / (1 - pow(Self.memory, Double(place + 1)))
      steps.append(Step(rate: rate, loss: loss, smooth: smooth))
      if Self.hasRisen(steps) {
        ending = "the loss rose by more than it fell"
        break
      }
    }
    self.steps = steps
    self.ending = ending.isEmpty ? "\(count) batches" : ending
    let bottom = Self.bottom(steps)
    least = steps.isEmpty ? .nan : steps[bottom].rate
    suggestion = Self.steepest(steps, before: bottom)
  }

  /// One batch; nothing is validated and no epoch ends.
  private static func step(
    _ trainer: Trainer, at rate: Double, _ gauge: PartEvaluator
  ) throws -> Double {
    if trainer.state.cursor == 0 || trainer.state.cursor >= trainer.state.order.count {
      if trainer.state.cursor > 0 { trainer.state.epoch += 1 }
      trainer.state.cursor = 0
      trainer.beginEpoch()
    }
    let range = try trainer.feed()
    trainer.prepare()
    trainer.engine.executor.learningRate = rate
    let result = try trainer.engine.executor.step()
    trainer.state.cursor = range.upperBound
    guard result.isFinite else { return .nan }
    return try gauge.run(trainer.engine.executor.floats(of: .weights)).loss
  }

  /// The loss of samples, or dates, that are spread evenly over the training part.
  private static func gauge(
    _ problem: TrainingProblem, _ options: TrainingOptions
  ) throws -> PartEvaluator {
    let table = problem.training
    let groups =
      options.batching.groups(of: table, axis: problem.dataset.axis)
      ?? (0..<table.count).map { [Int32(clamping: $0)] }
    let step = max(1, (table.count + mostSamples - 1) / mostSamples)
    let chosen = stride(from: 0, to: groups.count, by: step).flatMap { groups[$0] }
    let some = SampleTable(
      width: table.width,
      rows: chosen.flatMap { sample in
        table.rows[Int(sample) * table.width..<(Int(sample) + 1) * table.width]
      },
      positions: chosen.map { table.positions[Int($0)] }, masked: 0, missing: 0)
    let isByDate = options.batching.isByDate
    let assembly = Assembly(
      dataset: problem.dataset, network: problem.network, loss: problem.loss.settled,
      weights: problem.weights, isMasked: isByDate)
    return try PartEvaluator(
      some, network: problem.network, values: problem.values,
      groups: isByDate ? DateGroups(some, axis: problem.dataset.axis).groups : nil
    ) { try assembly.evaluationProgram(batch: $0) }
  }

  private static func hasRisen(_ steps: [Step]) -> Bool {
    guard steps.count > 10, let last = steps.last else { return false }
    let least = steps.lazy.map(\.smooth).min() ?? last.smooth
    let fall = steps[0].smooth - least
    return last.smooth > steps[0].smooth + max(fall, 0.5 * abs(steps[0].smooth))
  }

  /// The first lowest place: what a later rate comes down to after a rise is another, worse network.
  private static func bottom(_ steps: [Step]) -> Int {
    guard let first = steps.first?.smooth else { return 0 }
    var lowest = 0
    for place in steps.indices {
      if steps[place].smooth < steps[lowest].smooth { lowest = place }
      let fall = first - steps[lowest].smooth
      let hasFallen = fall > 1e-3 * abs(first)
      if hasFallen, steps[place].smooth - steps[lowest].smooth > 0.2 * fall { break }
    }
    return lowest
  }

  /// Where the smooth loss falls most per decade, over stretches of a tenth of the steps.
  private static func steepest(_ steps: [Step], before end: Int) -> Double {
    let reach = max(1, steps.count / 20)
    guard end > 2 * reach else { return .nan }
    var (best, rate) = (0.0, Double.nan)
    for place in reach...(end - reach) {
      let (from, to) = (steps[place - reach], steps[place + reach])
      let slope = (to.smooth - from.smooth) / log(to.rate / from.rate)
      if slope < best { (best, rate) = (slope, steps[place].rate) }
    }
    return rate
  }
}
