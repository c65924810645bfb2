import Testing

@testable import Runtime

struct TwoStageTests {
  static func options(_ change: (inout TrainingOptions) -> Void = { _ in }) -> TrainingOptions {
    var options = TrainingOptions()
    options.batch = 8
    options.epochs = 10
    change(&options)
    return options
  }

  @Test func gspharBeatsPersistenceOnRealStocks() throws {
    let values = Stocks.evaluator()
    let dataset = try Stocks.dataset(Stocks.frame(), values)
    let problem = try TrainingProblem(
      dataset: dataset, network: Stocks.gsphar().network(for: dataset), loss: .mse,
      values: values)
    let run = try Run(name: "s1", problem: problem, options: Self.options())
    try run.train()
    for part in [PartName.validation, .test] {
      let mse = try #require(try run.evaluation(on: part)["mse"])
      #expect(mse.model < mse.persistence)
      #expect(mse.model < mse.base)
    }
    let health = try #require(run.state.history.last?.healths.first)
    #expect(health.zeroShare == 0)
    #expect(Diagnosis(problem, options: run.state.options).findings(run.state).isEmpty)
  }

  @Test func stageTwoMasksAndCountsWhatReadsPastThePart() throws {
    let values = Stocks.evaluator()
    let dataset = try Stocks.dataset(Stocks.frame(), values)
    let network = try Stocks.gsphar().network(for: dataset)
    let first = try TrainingProblem(
      dataset: dataset, network: network, loss: .mse, values: values)
    let run = try Run(name: "s1", problem: first, options: Self.options { $0.epochs = 1 })
    try run.train()
    let next = try run.stage2(
      name: "s2", loss: Stocks.trade(), options: Self.options { $0.epochs = 2 })
    #expect(next.problem.lookahead == 4)
    #expect(next.problem.training.masked == 3)
    #expect(next.problem.training.count == first.training.count - 3)
    #expect(
      next.problem.notes.contains(
        "train: 3 samples masked, trade reads 4 bars ahead, past the part"))
    #expect(next.state.weights == run.weights)
    try next.train()
    #expect(next.state.weights != run.weights)
    #expect(next.state.history.last?.tracks.first?.name == "fill_rate")
  }

  /// Every price and volume of the validation and test part is replaced; training must not notice.
  @Test func noValidationPriceReachesAGradient() throws {
    let frame = try Stocks.frame()
    let clean = try Self.trained(frame, like: frame)
    let dirty = try Self.trained(try Self.disturbed(frame), like: frame)
    #expect(clean.training.rows == dirty.training.rows)
    #expect(clean.weights == dirty.weights)
    #expect(clean.gradient == dirty.gradient)
  }

  /// Both stages without regard to the validation part: weights and last gradient norms.
  private static func trained(
    _ frame: Frame, like original: Frame
  ) throws -> (weights: [Float], gradient: [Double], training: SampleTable) {
    let values = Stocks.evaluator()
    let dataset = try Stocks.dataset(frame, values)
    let first = try TrainingProblem(
      dataset: dataset, network: Stocks.gsphar().network(for: dataset), loss: .mse,
      values: values)
    let run = try Run(
      name: "s1", problem: first,
      options: options {
        $0.epochs = 2
        $0.keep = .last
      })
    try run.train()
    let next = try run.stage2(
      name: "s2", loss: Stocks.trade(),
      options: options {
        $0.epochs = 2
        $0.keep = .last
      })
    try next.train()
    let norms = (run.state.history + next.state.history).map(\.gradientNorm)
    return (next.weights, norms, next.problem.training)
  }

  /// The frame with all numbers after the training part multiplied by a wild factor.
  private static func disturbed(_ frame: Frame) throws -> Frame {
    let dataset = try Stocks.dataset(frame, Stocks.evaluator())
    let start = try dataset.part(.validation).span.lowerBound
    let fields = frame.fields.map { field in
      let cells = field.column.values.enumerated().map { row, value in
        frame.axis.known[row] >= start ? value * (1.5 + Double(row % 7)) : value
      }
      return Frame.Field(name: field.name, original: field.original, column: .numbers(cells))
    }
    return Frame(axis: frame.axis, fields: fields, source: "disturbed")
  }

  @Test func lossOptionsMayChangeUnlessTheyShift() throws {
    let values = Stocks.evaluator()
    let dataset = try Stocks.dataset(Stocks.frame(), values)
    let problem = try TrainingProblem(
      dataset: dataset, network: Stocks.gsphar().network(for: dataset), loss: Stocks.trade(),
      values: values)
    let run = try Run(name: "s2", problem: problem, options: Self.options { $0.epochs = 1 })
    let soft = try run.objective(on: .train).loss
    try run.set("k", to: 100)
    #expect(try run.objective(on: .train).loss != soft)
    let error = #expect(throws: Failure.self) { try run.set("hold", to: 2) }
    #expect(error?.message == "'hold' is built into the loss and cannot change while it trains")
  }
}
