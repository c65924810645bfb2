import Testing

@testable import Runtime

/// Lints that look at a training before its first batch.
struct StartLintTests {
  typealias F = LintFixture

  static func loss(_ value: @escaping @Sendable (LossContext) throws -> Expression) -> Loss {
    Loss("mine") { context in
      Loss.Graph(try context.mean(value(context)))
    }
  }

  @Test func sigmoidTwice() throws {
    let twice = Self.loss { try .sigmoid($0.prediction) }
    #expect(
      try F.early(SigmoidTwiceLint.self, F.yesNo(loss: twice)).first?.contains("0.5..0.73") == true)
    let once = Self.loss { try .sigmoid(.multiply($0.logit, Expression(constant: 2))) }
    #expect(try F.early(SigmoidTwiceLint.self, F.yesNo(loss: once)).isEmpty)
    #expect(try F.early(SigmoidTwiceLint.self, F.yesNo()).isEmpty)
  }

  @Test func mixedDates() throws {
    let problem = try Training.problem(
      DateBatchTests.planted(), Training.mlp([4]), loss: DateBatchTests.rankLoss)
    #expect(
      try F.early(MixedDateLint.self, problem).first?.contains("batch mixes dates") == true)
    #expect(try F.early(MixedDateLint.self, problem) { $0.batching = .date(minimum: 2) }.isEmpty)
    let plain = try Training.problem(DateBatchTests.planted(), Training.mlp([4]))
    #expect(try F.early(MixedDateLint.self, plain).isEmpty)
  }

  @Test(arguments: [(1.0, true), (0.01, false)])
  func rankTemperature(_ temperature: Double, _ isTooSoft: Bool) throws {
    let loss = Loss("rank") { context in
      let groups = try SampleGroups(
        mask: .sampleMask(context.shape), block: context.shape[0], minimum: 2)
      let soft = try groups.softRank(
        .divide(context.prediction, Expression(constant: temperature)))
      return Loss.Graph(
        try .negate(groups.meanOverGroups(groups.correlation(soft, groups.rank(context.label)))))
    }
    let problem = try Training.problem(DateBatchTests.planted(), Training.mlp([4]), loss: loss)
    let history = [F.record(1, healths: [F.health(spread: 0.02)])]
    let found = try F.texts(RankTemperatureLint.self, problem, history)
    #expect(found.isEmpty != isTooSoft)
    if isTooSoft { #expect(found[0].hasPrefix("the temperature 1 is 50 times the spread")) }
  }

  /// In standard deviations the predictions' own spread does not matter.
  @Test func rankTemperatureInDeviations() throws {
    let problem = try Training.problem(
      DateBatchTests.planted(), Training.mlp([4]), loss: DateBatchTests.rankLoss)
    let history = [F.record(1, healths: [F.health(spread: 1e-4)])]
    #expect(try F.texts(RankTemperatureLint.self, problem, history).isEmpty)
  }

  /// Rows of two contracts in turn, in a frame that has no symbols.
  @Test(arguments: [("contract", true), ("session", false)])
  func foreignLabels(_ column: String, _ isForeign: Bool) throws {
    let random = CounterRandom(seed: 3, purpose: .weights, stream: 9)
    let x = (0..<600).map { random.uniform(step: 0, element: $0) }
    let codes = (0..<600).map { Double($0 % 2) }
    let frame = Fixture.frame([("x", x)], category: (column, codes, ["ESH4", "ESM4"]))
    let dataset = try Dataset(
      Fixture.features(frame, ["x"]), targets: [Fixture.target(frame, "x", lead: 1)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
    let found = try F.early(ForeignLabelLint.self, Training.problem(dataset, Training.mlp([4])))
    #expect(found.isEmpty != isForeign)
    if isForeign {
      #expect(found[0].contains("100.0% of the labels compare a row of one contract with a row"))
      #expect(found[0].contains("ESH4 with ESM4"))
    }
  }
}
