import Testing

@testable import Runtime

/// Chains that work on windows of rows.
struct SequenceNetworkTests {
  static func link(_ name: String, _ options: [String: OperatorArgument] = [:]) throws
    -> Chain.Link
  {
    Chain.Link(try #require(LayerCatalog.layer(named: name)), BoundOptions(options))
  }

  /// `input |> window(rows) |> ... |> dense(1)`.
  static func chain(
    _ rows: Int, _ layers: [(String, [String: OperatorArgument])]
  ) throws -> ModelRecipe {
    let body = try layers.map { try link($0.0, $0.1) }
    return ModelRecipe(
      try Chain(
        [try link("window", ["rows": .number(Double(rows))])] + body
          + [try link("dense", ["units": .number(1)])]))
  }

  static let chains: [[(String, [String: OperatorArgument])]] = [
    [("flatten", [:])],
    [
      ("conv1d", ["channels": .number(3), "kernel": .number(2), "dilation": .number(2)]),
      ("elu", [:]), ("last", [:]),
    ],
    [
      ("conv1d", ["channels": .number(4), "padding": .text("same")]), ("batchnorm", [:]),
      ("tanh", [:]), ("maxpool", ["size": .number(2)]), ("attention", ["units": .number(3)]),
    ],
    [
      ("dense", ["units": .number(3)]), ("layernorm", [:]), ("avgpool", ["size": .number(2)]),
      ("globalpool", ["by": .text("max")]),
    ],
    [
      ("conv1d", ["channels": .number(3), "groups": .number(3), "padding": .text("valid")]),
      ("sigmoid", [:]), ("globalpool", [:]), ("batchnorm", ["momentum": .number(0.2)]),
    ],
    [("lstm", ["units": .number(3), "layers": .number(2)]), ("last", [:])],
    [("bilstm", ["units": .number(2)]), ("attention", ["units": .number(2)])],
  ]

  @Test(arguments: chains.indices) func gradientsMatchDifferences(_ index: Int) throws {
    let dataset = try NetworkTests.wide(3)
    let network = try Self.chain(6, Self.chains[index]).network(for: dataset)
    #expect(try NetworkGradientTests.error(network, .mse, dataset) < 1e-6)
  }

  @Test func windowsStayInsideASymbolAndAreComplete() throws {
    let frame = Fixture.panel(
      [("A", 0, 40), ("B", 5, 30), ("C", 0, 3)],
      [("x", { symbol, day in symbol == 1 && day == 20 ? .nan : Double(symbol * 100 + day) })])
    let dataset = try Dataset(
      Fixture.features(frame, ["x"]), targets: [Fixture.target(frame, "x", lead: 1)],
      split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
    let space = try SampleSpace.windows(of: dataset, length: 4)
    #expect(space.kind == .window(4))
    for row in space.rows.map(Int.init) {
      let rows = row - 3...row
      #expect(
        dataset.axis.segments.contains {
          $0.rows.contains(rows.lowerBound) && $0.rows.contains(row)
        })
      #expect(rows.allSatisfy { dataset.matrix.isComplete[$0] })
    }
    // 40 - 3 ends in A; 15 - 3 before and 14 - 3 after the gap in B; none in C.
    #expect(space.count == 37 + 12 + 11)
    #expect(throws: Failure.self) { try SampleSpace.windows(of: dataset, length: 50) }
  }

  @Test func windowsLieInTheOrderOfTime() throws {
    let dataset = try NetworkTests.wide(2)
    let input = try NetworkInput(.window(3), of: dataset)
    let program = try Compiler.forward(
      [ProgramOutput("x", input.source.gather(batch: 2))], precision: .float64)
    let executor = Executor(program)
    try executor.bind(input.source.matrix, to: "features")
    let index = try executor.index(input.source.index)
    index.write(RowNumbers([10, 15, 20]), [1, 0, 2], from: 1, of: input.source)
    try executor.run()
    let rows = [8, 18, 9, 19, 10, 20].flatMap { dataset.matrix.values[$0 * 2..<$0 * 2 + 2] }
    #expect(try executor.output("x") == rows.map(Double.init))
  }

  @Test func shapesAreNamedInTheUsersWords() throws {
    let dataset = try NetworkTests.wide(3)
    func message(_ recipe: @autoclosure () throws -> ModelRecipe) -> String? {
      let failure = #expect(throws: Failure.self) { try recipe().network(for: dataset) }
      return failure?.message
    }
    let row = ModelRecipe(
      try Chain([try Self.link("conv1d", ["channels": .number(2)])]))
    #expect(
      message(row)
        == "conv1d works on the steps of a window, and there is one row per sample here")
    #expect(
      message(try Self.chain(5, []))
        == "a network ends in one number per sample, not in 5 steps of 1")
    #expect(
      message(try Self.chain(5, [("last", [:]), ("last", [:])]))?.hasPrefix("last works on") == true
    )
    #expect(message(try Self.chain(5, [("window", ["rows": .number(2)])])) != nil)
    #expect(message(try Self.chain(5, [("maxpool", ["size": .number(6)])])) != nil)
    let conv: [String: OperatorArgument] = ["channels": .number(4), "groups": .number(2)]
    #expect(message(try Self.chain(5, [("conv1d", conv)])) != nil)
    let long: [String: OperatorArgument] = [
      "channels": .number(4), "dilation": .number(3), "padding": .text("valid"),
    ]
    #expect(message(try Self.chain(5, [("conv1d", long)])) != nil)
  }

  @Test func tablesTellStateFromWeights() throws {
    let dataset = try NetworkTests.wide(3)
    let network = try Self.chain(6, Self.chains[2]).network(for: dataset)
    #expect(network.stateCount == 8)
    #expect(
      network.parameters.suffix(2).map(\.name) == [
        "batchnorm1.running_mean", "batchnorm1.running_var",
      ])
    let text = network.table.render()
    #expect(text.contains("[B, 6, 4]") && text.contains("[B, 3, 4]"))
    #expect(text.contains("non-trainable") && text.contains("trainable"))
    let plain = try Self.chain(6, Self.chains[0]).network(for: dataset)
    #expect(plain.table.render().contains("trainable") == false)
  }

  @Test func recipesAreTheirText() throws {
    let recipe = try Self.chain(6, Self.chains[1])
    #expect(
      recipe.text
        == "input |> window(6) |> conv1d(3, kernel=2, dilation=2) |> elu |> last |> dense(1)")
    #expect(try recipe.sample() == .window(6))
  }

  /// `y_(t+1) = a_t + a_(t-1) - a_(t-3)`: a row does not know it, a window does.
  static func delayed() throws -> Dataset {
    let random = CounterRandom(seed: 5, purpose: .weights, stream: 98)
    let a = (0..<900).map { 2 * random.uniform(step: 0, element: $0) - 1 }
    let y = a.indices.map { $0 < 4 ? 0 : a[$0 - 1] + a[$0 - 2] - a[$0 - 4] }
    let frame = Fixture.frame([("a", a), ("y", y)])
    return try Dataset(
      Fixture.features(frame, ["a"]), targets: [Fixture.target(frame, "y", lead: 1)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  @Test func aConvolutionLearnsWhatLiesBack() throws {
    let dataset = try Self.delayed()
    let recipe = try Self.chain(
      5,
      [("conv1d", ["channels": .number(8), "kernel": .number(5)]), ("elu", [:]), ("last", [:])])
    let problem = try Training.problem(dataset, recipe)
    let run = try Training.run(
      problem,
      Training.options {
        $0.epochs = 30
        $0.learningRate = 1e-2
      })
    let label = try dataset.label()
    let test = try dataset.part(.test)
    let found = try run.predictions(on: .test)
    let errors = test.rows.map { found[Int($0)] - label.values[Int($0)] }
    #expect(errors.allSatisfy { $0.isFinite })
    let square = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    #expect(square < 0.05, "variance of the label is 1")
  }

  @Test func runningStatisticsTravelWithTheWeights() throws {
    let problem = try Training.problem(Self.delayed(), Self.chain(6, Self.chains[2]))
    let options = Training.options { $0.epochs = 3 }
    let whole = try Training.run(problem, options)
    let network = problem.network
    let state = whole.state.weights.suffix(network.stateCount)
    let start = network.startWeights(seed: options.seed).suffix(network.stateCount)
    #expect(zip(state, start).allSatisfy { Double($0) != $1 })
    #expect(whole.state.firstMoment.suffix(network.stateCount).allSatisfy { $0 == 0 })

    let trainer = try Trainer(problem, state: TrainerTests.start(problem, options))
    for _ in 0..<13 { try trainer.step() }
    let path = try CheckpointTests.folder() + "/s1"
    try Checkpoint.write(trainer.synchronise(), of: problem, to: path)
    let resumed = try Run(name: "s1", problem: problem, state: Checkpoint.read(path, for: problem))
    try resumed.train()
    #expect(resumed.state.weights == whole.state.weights)
    #expect(resumed.state.bestWeights == whole.state.bestWeights)
  }
}
