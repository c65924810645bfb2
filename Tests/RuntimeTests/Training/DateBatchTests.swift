@preconcurrency import Glibc
import Testing

@testable import Runtime

/// Batches of one date: masks, minimum size, and a cross-sectional signal that they find.
struct DateBatchTests {
  /// Twelve symbols, some of which are missing on some dates; the label of a row is its feature plus
  /// twice as much noise, plus a move that all symbols of the date share.
  ///
  /// - Parameter draw: What the label follows; 0 is the feature.
  static func planted(following source: Int = 0, days: Int = 260) throws -> Dataset {
    let random = CounterRandom(seed: 21, purpose: .weights, stream: 5)
    func draw(_ step: Int, _ symbol: Int, _ day: Int) -> Double {
      let u = 1 - random.uniform(step: step, element: 400 * symbol + day)
      let v = random.uniform(step: step + 50, element: 400 * symbol + day)
      return (-2 * log(u)).squareRoot() * cos(2 * Double.pi * v)
    }
    let symbols = (0..<12).map {
      (name: "S\($0)", start: $0 % 4 == 3 ? 30 : 0, count: days - 30 - ($0 % 5 == 4 ? 25 : 0))
    }
    func noise(_ symbol: Int, _ day: Int) -> Double { draw(1, symbol, day) }
    func signal(_ symbol: Int, _ day: Int) -> Double {
      draw(source, symbol, day)
    }
    let frame = Fixture.panel(
      symbols,
      [
        ("x", { draw(0, $0, $1) }), ("z", { draw(17, $0, $1) }),
        (
          "y",
          { symbol, day in
            0.02 * (0.5 * signal(symbol, day) + noise(symbol, day) + 2 * draw(3, 0, day))
          }
        ),
      ])
    let target = try Target(name: "y", expression: Fixture.leaf(frame, "y"))
    return try Dataset(
      Fixture.features(frame, ["x", "z"]), targets: [target],
      split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
  }

  /// 1 - the rank correlation, soft ranks at a tenth of the spread.
  static let rankLoss = Loss("rank") { context in
    let mask = try Expression.sampleMask(context.shape)
    let groups = try SampleGroups(mask: mask, block: context.shape[0], minimum: 2)
    let unit = try groups.deviation(context.prediction)
    let safe = try Expression.select(
      .greater(unit, Expression(constant: 0)), unit, Expression(constant: 1))
    let soft = try groups.softRank(
      .divide(context.prediction, .multiply(safe, Expression(constant: 0.1))))
    let value = try groups.meanOverGroups(
      groups.correlation(soft, groups.rank(context.label)))
    return Loss.Graph(try .subtract(Expression(constant: 1), value))
  }

  static func run(_ dataset: Dataset, _ change: (inout TrainingOptions) -> Void) throws -> Run {
    let problem = try TrainingProblem(
      dataset: dataset, network: Training.mlp([8]).network(for: dataset), loss: rankLoss,
      values: Fixture.values)
    return try Training.run(
      problem,
      Training.options {
        $0.batching = .date(minimum: 5)
        $0.epochs = 8
        $0.monitor = "val.rank_ic"
        change(&$0)
      })
  }

  @Test func aPlantedSignalIsFound() throws {
    let run = try Self.run(Self.planted()) { _ in }
    let line = try #require(try run.evaluation(on: .test)["rank_ic"])
    #expect(line.model > 0.2)
    #expect(try #require(run.state.history.last?.score("rank_ic")) > 0.2)
  }

  /// Labels that follow another draw: the coefficient of the test part is that of chance, which is
  /// outside two errors one time in twenty.
  @Test func shuffledLabelsGiveChance() throws {
    let hits = try (4..<8).map { draw -> Bool in
      let run = try Self.run(Self.planted(following: draw)) { $0.epochs = 4 }
      let evaluation = try run.evaluation(on: .test)
      let found = try #require(evaluation["rank_ic"]).model
      return abs(found) < 2 / Double(evaluation.rows).squareRoot()
    }
    #expect(hits.count { $0 } >= 3)
  }

  @Test func aBatchIsADate() throws {
    let dataset = try Self.planted()
    let problem = try TrainingProblem(
      dataset: dataset, network: Training.mlp([4]).network(for: dataset), loss: .mse,
      values: Fixture.values)
    let plan = try EpochPlan(
      problem,
      Training.options { $0.batching = .date(minimum: 9) })
    #expect(plan.isRagged && plan.largestBatch(32) == 12)
    let order = plan.order(epoch: 1)
    let times = order.map { dataset.axis.times[Int(problem.training.rows[Int($0)])] }
    var cursor = 0
    var seen: Set<Int64> = []
    while cursor < order.count {
      let range = plan.batch(at: cursor, in: order)
      #expect(Set(times[range]).count == 1 && range.count >= 9)
      #expect(seen.insert(times[cursor]).inserted)
      cursor = range.upperBound
    }
    #expect(plan.order(epoch: 1) == order && plan.order(epoch: 2) != order)
    #expect(times != times.sorted())
  }

  /// A date with fill gives the gradient of the same date without.
  @Test func fillCountsForNothing() throws {
    let dataset = try Self.planted()
    let network = try Training.mlp([4]).network(for: dataset)
    let problem = try TrainingProblem(
      dataset: dataset, network: network, loss: Self.rankLoss, values: Fixture.values)
    let group = try #require(
      DateGroups(problem.training, axis: dataset.axis).groups.first { $0.count == 9 })
    func gradient(_ size: Int, isMasked: Bool) throws -> [Double] {
      let assembly = Assembly(
        dataset: dataset, network: network, loss: Self.rankLoss, isMasked: isMasked)
      let program = try assembly.trainingProgram(
        batch: size, optimiser: OptimiserRecipe(), precision: .float64)
      let engine = try BatchEngine(
        program, size: size, network: network, values: Fixture.values)
      try engine.executor.set(.weights, to: network.startWeights(seed: 3))
      try engine.feed(problem.training, group, 0..<group.count)
      _ = try engine.executor.computeGradient()
      return try engine.executor.values(of: .gradient)
    }
    let (exact, filled) = (try gradient(9, isMasked: false), try gradient(12, isMasked: true))
    #expect(exact.contains { abs($0) > 1e-6 })
    for (a, b) in zip(exact, filled) { #expect(abs(a - b) < 1e-9) }
  }

  @Test func resumedRunsHaveTheSameBits() throws {
    let whole = try Self.run(Self.planted(days: 80)) { $0.epochs = 2 }
    let dataset = try Self.planted(days: 80)
    let problem = try TrainingProblem(
      dataset: dataset, network: Training.mlp([8]).network(for: dataset), loss: Self.rankLoss,
      values: Fixture.values)
    var options = whole.state.options
    options.epochs = 2
    var trainer = try Trainer(problem, state: TrainerTests.start(problem, options))
    for _ in 0..<17 { try trainer.step() }
    let json = try trainer.synchronise()
    trainer = try Trainer(problem, state: json)
    while !trainer.state.isFinished { try trainer.step() }
    #expect(trainer.state.weights == whole.state.weights)
  }

  @Test func networksOfDatesHaveNoUseForIt() throws {
    let dataset = try NetworkGradientTests.panel()
    let recipe = try ModelRecipe(GspharNetwork.self, BoundOptions())
    let problem = try TrainingProblem(
      dataset: dataset, network: recipe.network(for: dataset), loss: .mse,
      values: Fixture.values)
    #expect(throws: Failure.self) {
      try Run(
        name: "s", problem: problem,
        options: Training.options { $0.batching = .date(minimum: 2) })
    }
  }
}
