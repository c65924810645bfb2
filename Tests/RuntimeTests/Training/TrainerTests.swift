import Testing

@testable import Runtime

struct TrainerTests {
  @Test func learnsAPlantedLinearSignal() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp())
    let run = try Training.run(problem, Training.options { $0.epochs = 15 })
    #expect(run.snapshot.status == .finished)
    let last = try #require(run.state.history.last)
    #expect((last.score("corr") ?? 0) > 0.9)
    #expect(last.trainLoss < (run.state.history.first?.trainLoss ?? 0) / 4)
    #expect(last.validationLoss < run.constantLoss / 4)
    #expect(last.healths.count == 1)
  }

  @Test func equalSeedsGiveEqualBits() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp(dropout: 0.3))
    let a = try Training.run(problem, Training.options())
    let b = try Training.run(problem, Training.options())
    let c = try Training.run(problem, Training.options { $0.seed = 43 })
    #expect(a.state.weights == b.state.weights)
    #expect(a.state.weights != c.state.weights)
  }

  @Test func pausedAndResumedEqualsUninterrupted() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp(dropout: 0.3))
    let options = Training.options { $0.schedule = .cosine }
    let whole = try Training.run(problem, options)
    let run = try Run(name: "s1", problem: problem, options: options)
    // Whatever batch each pause falls on, the end is the same.
    while run.snapshot.status.isActive {
      try run.resume()
      run.pause()
    }
    #expect(run.state.weights == whole.state.weights)
    #expect(run.state.secondMoment == whole.state.secondMoment)
    #expect(
      run.state.history.map(\.validationLoss) == whole.state.history.map(\.validationLoss))
    #expect(run.state.history.map(\.trainLoss) == whole.state.history.map(\.trainLoss))
  }

  @Test func restoresTheBestWeights() throws {
    let problem = try Training.problem(Training.linear(rows: 300, noise: 2), Training.mlp([64]))
    let options = Training.options {
      $0.epochs = 60
      $0.learningRate = 0.03
      $0.stop = 5
    }
    let run = try Training.run(problem, options)
    let state = run.state
    #expect(state.history.count == state.bestEpoch + 5)
    #expect(state.ending == "no better val.loss for 5 epochs")
    #expect(state.weights == state.bestWeights)
    // A training of exactly the best epoch's length, last weights kept, ends there too.
    let short = try Training.run(
      problem,
      Training.options {
        $0.epochs = state.bestEpoch
        $0.learningRate = 0.03
        $0.keep = .last
      })
    #expect(short.state.weights == state.weights)
    let best = state.history.map(\.validationLoss).min()
    #expect(state.history[state.bestEpoch - 1].validationLoss == best)
  }

  @Test func theLastBatchHasItsOwnSize() throws {
    // The loss is the variance of the predictions: padding would change it.
    let spread = Loss("spread") { context in
      let p = context.prediction
      let mean = try Expression.broadcast(context.mean(p), to: context.shape)
      return Loss.Graph(try context.mean(.square(.subtract(p, mean))))
    }
    let problem = try Training.problem(
      Training.linear(rows: 120), Training.mlp(), loss: spread)
    let count = problem.training.count
    let state = Self.start(
      problem,
      Training.options {
        $0.batch = 50
        $0.learningRate = 0
      })
    let trainer = try Trainer(problem, state: state)
    var steps = 0
    while trainer.state.epoch == 0 {
      try trainer.step()
      steps += 1
    }
    #expect(steps == (count + 49) / 50)
    #expect(trainer.engines.keys.sorted() == [count % 50, 50])
    let predictions = try Predictor(
      network: problem.network, weights: state.weights, dataset: problem.dataset
    ).predictions(on: .train)
    let order = trainer.state.order.map { predictions[Int(problem.training.rows[Int($0)])] }
    let losses = stride(from: 0, to: count, by: 50).map { start in
      let batch = Array(order[start..<min(start + 50, count)])
      let sd = ScalingMethod.standard.fit(batch).scale
      return sd * sd * Double(batch.count)
    }
    let expected = losses.reduce(0, +) / Double(count)
    #expect(abs(trainer.state.history[0].trainLoss - expected) < 1e-5 * expected)
  }

  @Test func statisticsOfTheLanguageSeeEverySample() throws {
    // `mean` of a loss reads the sample mask; built so, mse trains to the same weights.
    let traced = Loss("traced") { context in
      let error = try Expression.subtract(context.prediction, context.label)
      let call = OperatorCall(
        arguments: ["x": .series(try .square(error))], scope: .loss(sample: context.shape))
      guard case .series(let value) = try Mean.build(call) else { throw Failure("no series") }
      return Loss.Graph(value)
    }
    let dataset = try Training.linear(rows: 300)
    let options = Training.options { $0.epochs = 3 }
    let a = try Training.run(Training.problem(dataset, Training.mlp()), options)
    let b = try Training.run(Training.problem(dataset, Training.mlp(), loss: traced), options)
    for (x, y) in zip(a.state.weights, b.state.weights) { #expect(abs(x - y) < 1e-4) }
    #expect(b.snapshot.badBatches == 0)
  }

  @Test func badBatchesAreCountedSkippedAndNamed() throws {
    let dataset = try Training.linear(rows: 200)
    let burst = Loss("burst", options: [.init("scale", 1)]) { context in
      let error = try Expression.subtract(context.prediction, context.label)
      let square = try context.mean(.multiply(error, error))
      return Loss.Graph(try .multiply(square, context.option("scale")))
    }
    let problem = try Training.problem(dataset, Training.mlp(), loss: burst)
    let run = try Run(name: "s1", problem: problem, options: Training.options { $0.epochs = 2 })
    try run.set("scale", to: .infinity)
    try run.train()
    #expect(run.state.history[0].badBatches == run.snapshot.batches)
    #expect(run.state.firstBad != nil)
    #expect(run.state.weights == problem.network.startWeights(seed: 42).map { Float($0) })
    #expect(run.state.updateCount == 0)
  }

  @Test func setChangesTheNextBatchAndIsJournaled() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp())
    let options = Training.options()
    let trainer = try Trainer(problem, state: Self.start(problem, options))
    for _ in 0..<30 { try trainer.step() }
    try trainer.set("lr", to: 5e-4)
    #expect(trainer.learningRate == 5e-4)
    let change = try #require(trainer.state.journal.first)
    #expect(change.text == "2:3 set lr 0.0005")
    while !trainer.state.isFinished { try trainer.step() }
    // A script that plans the change replays it to the same bits.
    let replay = try Run(name: "s1", problem: problem, options: options, planned: [change])
    try replay.train()
    #expect(replay.state.weights == trainer.state.weights)
    #expect(replay.state.journal == trainer.state.journal)
    #expect(try Training.run(problem, options).state.weights != trainer.state.weights)
  }

  @Test func batchSizeMayChangeInTheMiddleOfAnEpoch() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp())
    let trainer = try Trainer(problem, state: Self.start(problem, Training.options()))
    for _ in 0..<5 { try trainer.step() }
    let before = try trainer.synchronise()
    try trainer.set("batch", to: 100)
    #expect(trainer.state.weights == before.weights)
    while trainer.state.epoch == 0 { try trainer.step() }
    #expect(trainer.state.history.count == 1)
    #expect(trainer.batchesPerEpoch == (problem.training.count + 99) / 100)
  }

  @Test func rollbackRepeatsTheSameEpochs() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp(dropout: 0.2))
    let options = Training.options { $0.keep = .last }
    let run = try Training.run(problem, options)
    let weights = run.state.weights
    try run.rollback(toEpoch: 2)
    #expect(run.snapshot.status == .paused)
    #expect(run.state.history.count == 2)
    try run.train()
    #expect(run.state.weights == weights)
    #expect(run.state.journal.map(\.text) == ["5:0 rollback epoch=2"])
    #expect(throws: Failure.self) { try run.rollback(toEpoch: 9) }
    let replay = try Run(
      name: "s1", problem: problem, options: options, planned: run.state.journal)
    try replay.train()
    #expect(replay.state.journal == run.state.journal)
    #expect(replay.state.weights == weights)
  }

  @Test func aRolledBackTrainingMayGoOnLonger() throws {
    let problem = try Training.problem(Training.linear(rows: 300), Training.mlp())
    let run = try Training.run(problem, Training.options { $0.epochs = 2 })
    try run.rollback(toEpoch: 2)
    try run.set("epochs", to: 5)
    try run.train()
    let whole = try Training.run(problem, Training.options { $0.epochs = 5 })
    #expect(run.state.weights == whole.state.weights)
    #expect(run.state.ending == "5 epochs")
  }

  @Test func stoppedTrainingsKeepTheirBestWeights() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp())
    let trainer = try Trainer(problem, state: Self.start(problem, Training.options()))
    while trainer.state.epoch < 2 { try trainer.step() }
    try trainer.step()
    try trainer.stop()
    #expect(trainer.state.ending == "stopped at epoch 3, batch 1")
    #expect(trainer.state.weights == trainer.state.bestWeights)
    #expect(trainer.state.journal.map(\.text) == ["3:1 stop"])
    try trainer.step()
    #expect(trainer.state.batch == 1)
  }

  @Test(arguments: [("val.loss", true), ("train.loss", true), ("corr", true), ("val.auc", false)])
  func monitorsFiguresThatThereAre(name: String, isThere: Bool) throws {
    let problem = try Training.problem(Training.linear(rows: 300), Training.mlp())
    let options = Training.options { $0.monitor = name }
    if isThere {
      #expect(try Training.run(problem, options).state.bestEpoch > 0)
    } else {
      #expect(throws: Failure.self) { try Training.run(problem, options) }
    }
  }

  @Test func schedulesAndWarmup() throws {
    let problem = try Training.problem(Training.linear(), Training.mlp())
    let options = Training.options {
      $0.learningRate = 1
      $0.schedule = .cosine
      $0.warmup = 1
    }
    let trainer = try Trainer(problem, state: Self.start(problem, options))
    let batches = Double(problem.training.count) / 32
    #expect(abs(trainer.learningRate - 1 / batches) < 1e-12)
    while trainer.state.epoch < 2 { try trainer.step() }
    #expect(abs(trainer.learningRate - 0.75) < 1e-12)
  }

  @Test func plateausLowerTheRate() throws {
    let problem = try Training.problem(Training.linear(rows: 300, noise: 3), Training.mlp([64]))
    let options = Training.options {
      $0.epochs = 30
      $0.learningRate = 0.05
      $0.schedule = .plateau(patience: 2, factor: 0.5)
    }
    let history = try Training.run(problem, options).state.history
    #expect((history.last?.learningRate ?? 1) <= 0.0125)
    #expect(history.first?.learningRate == 0.05)
  }

  @Test func yesNoLabelsTrainOnTheLogit() throws {
    let random = CounterRandom(seed: 3, purpose: .weights, stream: 7)
    let a = (0..<800).map { 2 * random.uniform(step: 0, element: $0) - 1 }
    let codes = a.indices.map { $0 == 0 ? 0.0 : a[$0 - 1] > 0.3 ? 1.0 : 0 }
    let frame = Fixture.frame([("a", a), ("up", codes)])
    let up = try Expression.greater(Fixture.leaf(frame, "up"), Expression(constant: 0.5))
    let values = Stocks.evaluator()
    let dataset = try Dataset(
      Fixture.features(frame, ["a"]), targets: [Target(name: "y", expression: .lag(up, -1))],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: values)
    #expect(try dataset.label().target.kind == .yesNo)
    let problem = try TrainingProblem(
      dataset: dataset, network: Training.mlp().network(for: dataset),
      loss: .suiting(.yesNo), values: values)
    let run = try Training.run(problem, Training.options { $0.epochs = 20 })
    let scores = try run.evaluation(on: .test)
    #expect((scores["accuracy"]?.model ?? 0) > 0.9)
    #expect((scores["auc"]?.model ?? 0) > 0.97)
    let predictions = try run.predictions(on: .test).filter { !$0.isNaN }
    #expect(predictions.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func unknownNumbersAndValuesOutOfRangeAreRefused() throws {
    let problem = try Training.problem(Training.linear(rows: 200), Training.mlp())
    let run = try Run(name: "s1", problem: problem, options: Training.options())
    #expect(throws: Failure.self) { try run.set("learning", to: 1) }
    #expect(throws: Failure.self) { try run.set("lr", to: -1) }
    #expect(throws: Failure.self) { try run.set("batch", to: 1.5) }
    #expect(run.state.journal.isEmpty)
    try run.train()
    #expect(throws: Failure.self) { try run.set("lr", to: 1) }
    #expect(throws: Failure.self) { try run.resume() }
  }

  static func start(_ problem: TrainingProblem, _ options: TrainingOptions) -> RunState {
    RunState(
      weights: problem.network.startWeights(seed: options.seed).map { Float($0) },
      options: options, lossOptions: problem.loss.options)
  }
}
