import Testing

@testable import Runtime

/// Schedules, batches and weights of a training.
struct TrainingOptionTests {
  static func trainer(
    _ change: (inout TrainingOptions) -> Void, loss: Loss = .mse, dataset: Dataset? = nil,
    weights: Expression? = nil, curriculum: Expression? = nil
  ) throws -> Trainer {
    let dataset = try dataset ?? Training.linear(rows: 400)
    let problem = try TrainingProblem(
      dataset: dataset, network: Training.mlp([4]).network(for: dataset), loss: loss,
      values: Fixture.values, weights: weights, curriculum: curriculum)
    return try Trainer(problem, state: TrainerTests.start(problem, Training.options(change)))
  }

  /// The rate before each step of an epoch.
  static func rates(_ steps: Int, _ change: (inout TrainingOptions) -> Void) throws -> [Double] {
    let trainer = try trainer(change)
    var rates: [Double] = []
    for _ in 0..<steps {
      rates.append(trainer.learningRate)
      try trainer.step()
    }
    return rates
  }

  @Test func warmupBySteps() throws {
    let rates = try Self.rates(6) {
      $0.learningRate = 0.4
      $0.warmupSteps = 4
    }
    #expect(zip(rates, [0, 0.1, 0.2, 0.3, 0.4, 0.4]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func warmupBeginsWhereItIsTold() throws {
    let rates = try Self.rates(5) {
      $0.learningRate = 0.5
      $0.warmupSteps = 4
      $0.warmupRate = 0.1
    }
    #expect(zip(rates, [0.1, 0.2, 0.3, 0.4, 0.5]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func cosineFallsToItsFloor() {
    let schedule = Schedule.cosine
    #expect(schedule.factor(epoch: 0, of: 10) == 1)
    #expect(abs(schedule.factor(epoch: 5, of: 10) - 0.5) < 1e-12)
    #expect(abs(schedule.factor(epoch: 10, of: 10)) < 1e-12)
  }

  @Test func restartsGrow() {
    let schedule = Schedule.restarts(epochs: 2, factor: 2)
    for (epoch, factor) in [(0.0, 1.0), (1, 0.5), (2, 1), (4, 0.5), (6, 1), (10, 0.5), (14, 1)] {
      #expect(abs(schedule.factor(epoch: epoch, of: 99) - factor) < 1e-9, "\(epoch)")
    }
    let equal = Schedule.restarts(epochs: 3, factor: 1)
    #expect(abs(equal.factor(epoch: 4.5, of: 99) - 0.5) < 1e-12)
  }

  /// Four batches of eight whose gradients make a step are one batch of 32.
  @Test func accumulationIsALargerBatch() throws {
    func weights(_ batch: Int, _ accumulate: Int) throws -> [Float] {
      let trainer = try Self.trainer {
        $0.batch = batch
        $0.accumulate = accumulate
        $0.clip = 0
        $0.optimiser = .sgd
      }
      try trainer.step()
      return try trainer.synchronise().weights
    }
    let (one, four) = (try weights(32, 1), try weights(8, 4))
    #expect(zip(one, four).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(try weights(8, 1) != four)
  }

  @Test func accumulatedStepsResumeWithTheSameBits() throws {
    func run(pausingAt place: Int?) throws -> [Float] {
      var trainer = try Self.trainer {
        $0.batch = 8
        $0.accumulate = 3
        $0.epochs = 2
      }
      var steps = 0
      while !trainer.state.isFinished {
        try trainer.step()
        steps += 1
        if steps == place {
          let state = try trainer.synchronise()
          trainer = try Trainer(trainer.problem, state: state)
        }
      }
      return trainer.state.weights
    }
    #expect(try run(pausingAt: 5) == run(pausingAt: nil))
  }

  @Test func tensorsAreClippedByThemselves() throws {
    let trainer = try Self.trainer {
      $0.optimiser = .sgd
      $0.learningRate = 1
      $0.clip = 1e-3
      $0.clipsTensors = true
    }
    let before = try trainer.synchronise().weights
    try trainer.step()
    let after = try trainer.synchronise().weights
    var offset = 0
    for parameter in trainer.problem.network.parameters {
      var move = 0.0
      for place in offset..<offset + parameter.count {
        let step = Double(after[place]) - Double(before[place])
        move += step * step
      }
      offset += parameter.count
      #expect(abs(move.squareRoot() - 1e-3) < 1e-5, "\(parameter.name)")
    }
  }

  @Test func aFractionIsSpreadEvenly() throws {
    let trainer = try Self.trainer { $0.fraction = 0.25 }
    let count = trainer.problem.training.count
    let order = trainer.plan.order(epoch: 0)
    #expect(order.count == Int((0.25 * Double(count)).rounded()))
    #expect(Set(order).count == order.count)
    let sorted = order.sorted()
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { (3...5).contains($1 - $0) })
  }

  /// Rows with a weight of zero might as well not be there.
  @Test func weightlessRowsTeachNothing() throws {
    let dataset = try Training.linear(rows: 400, noise: 0)
    let frame = dataset.frame
    let half = Expression(
      column: .numbers((0..<400).map { $0 % 2 == 0 ? 1 : 0 }), name: "w", axis: frame.axis)
    let ones = Expression(
      column: .numbers([Double](repeating: 3, count: 400)), name: "w", axis: frame.axis)
    func weights(_ series: Expression?) throws -> [Float] {
      let trainer = try Self.trainer({ $0.shuffle = false }, dataset: dataset, weights: series)
      try trainer.step()
      return try trainer.synchronise().weights
    }
    #expect(try zip(weights(ones), weights(nil)).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(try weights(half) != weights(nil))
  }

  @Test func negativeWeightsAreRefused() throws {
    let dataset = try Training.linear(rows: 200)
    let series = Expression(
      column: .numbers((0..<200).map { Double($0) - 50 }), name: "w", axis: dataset.frame.axis)
    let failure = #expect(throws: Failure.self) {
      try Self.trainer({ _ in }, dataset: dataset, weights: series)
    }
    #expect(failure?.message == "sample_weight is below 0")
  }

  @Test func curriculaBeginWithTheLowest() throws {
    let dataset = try Training.linear(rows: 400)
    let series = Expression(
      column: .numbers((0..<400).map { Double(400 - $0) }), name: "c", axis: dataset.frame.axis)
    let trainer = try Self.trainer(
      {
        $0.curriculum = Curriculum([.init(until: 2, share: 0.25), .init(until: 3, share: 0.5)])
      }, dataset: dataset, curriculum: series)
    let count = trainer.problem.training.count
    let orders = (0..<3).map { trainer.plan.order(epoch: $0) }
    #expect(orders.map(\.count) == [(count + 2) / 4, count / 2, count])
    // The series falls with the rows: the last samples are the easiest.
    #expect(orders[0].min() ?? 0 >= Int32(count - count / 4 - 1))
    while !trainer.state.isFinished { try trainer.step() }
    #expect(trainer.state.history.count == 4)
  }

  @Test func optionsTravelWithACheckpoint() throws {
    let options = Training.options {
      $0.batching = .date(minimum: 5)
      $0.accumulate = 3
      $0.fraction = 0.4
      $0.clipsTensors = true
      $0.warmupSteps = 7
      $0.warmupRate = 1e-4
      $0.leastRate = 1e-5
      $0.minimumGain = 1e-6
      $0.schedule = .restarts(epochs: 3, factor: 2)
      $0.curriculum = Curriculum([.init(until: 4, share: 0.5)])
    }
    #expect(try TrainingOptions(json: options.json) == options)
  }

  /// `k=1..100` is 1 at the start, 100 at the end and 10 half way; the validation loss uses the end.
  @Test func optionsOfALossMayBeAnnealed() throws {
    let option = Loss.Option("k", 1, to: 100)
    #expect(option.value(after: 0) == 1 && abs(option.value(after: 0.5) - 10) < 1e-12)
    #expect(Loss.Option("k", 0, to: 4).value(after: 0.25) == 1)
    let loss = Loss("scaled", options: [option]) { context in
      let error = try Expression.subtract(context.prediction, context.label)
      return Loss.Graph(
        try .multiply(context.option("k"), context.mean(.multiply(error, error))))
    }
    let trainer = try Self.trainer({ $0.epochs = 2 }, loss: loss)
    while !trainer.state.isFinished { try trainer.step() }
    let history = trainer.state.history
    let plain = try #require(history[1].score("mse"))
    #expect(abs(history[1].validationLoss / plain - 100) < 1e-3)
    #expect(history[0].trainLoss < 30 * plain && history[1].trainLoss > 10 * plain)
    #expect(loss.text == "scaled(k=1..100)")
  }
}
