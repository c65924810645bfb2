import Testing

@testable import Runtime

/// Lints that look at what an output says.
struct HeadLintTests {
  typealias F = LintFixture

  @Test func deadOutput() throws {
    let problem = try F.linear(link: "relu", plus: 5)
    let bad = try F.texts(
      DeadOutputLint.self, problem, [F.record(1, healths: [F.health(zeros: 0.97)])])
    #expect(
      bad.first?.hasPrefix("the output looks dead, 97.0% of the predictions are 0: a relu") == true)
    let good = try F.texts(
      DeadOutputLint.self, problem, [F.record(1, healths: [F.health(zeros: 0.3)])])
    #expect(good.isEmpty)
  }

  @Test func everyHeadIsLookedAt() throws {
    let problem = try Training.problem(
      SeveralHeadsTests.planted(), Training.mlp([4]), loss: SeveralHeadsTests.loss)
    let healths = [F.health("side"), F.health("size", zeros: 0.9)]
    let found = try F.texts(DeadOutputLint.self, problem, [F.record(1, healths: healths)])
    #expect(found.count == 1 && found[0].hasPrefix("head 'size': the output looks dead"))
    let run = try Training.run(problem, Training.options { $0.epochs = 1 })
    #expect(run.state.history[0].healths.map(\.head) == ["side", "size"])
  }

  @Test func saturatedHead() throws {
    let problem = try F.yesNo()
    let history = [F.record(1, healths: [F.health(saturated: 0.8)])]
    #expect(
      try F.texts(SaturatedHeadLint.self, problem, history).first?.contains("saturated") == true)
    let mild = [F.record(1, healths: [F.health(saturated: 0.2)])]
    #expect(try F.texts(SaturatedHeadLint.self, problem, mild).isEmpty)
    let number = try F.linear(link: "sigmoid", plus: 8)
    #expect(
      try F.texts(SaturatedHeadLint.self, number, history).first?.contains("the labels reach 9")
        == true)
  }

  @Test func constantPredictions() throws {
    let problem = try F.linear()
    let flat = [F.record(1, healths: [F.health(spread: 0.001)])]
    #expect(
      try F.texts(ConstantPredictionLint.self, problem, flat)
        == ["predictions hardly vary: the model answers with a constant"])
    let live = [F.record(1, healths: [F.health()])]
    #expect(try F.texts(ConstantPredictionLint.self, problem, live).isEmpty)
  }

  @Test func targetScale() throws {
    #expect(
      try F.early(TargetScaleLint.self, F.linear(link: "sigmoid", plus: 8)).first?
        .contains("a sigmoid gives 0..1") == true)
    #expect(
      try F.early(TargetScaleLint.self, F.linear(link: "softplus", plus: 0)).first?
        .contains("a softplus gives nothing below 0") == true)
    #expect(try F.early(TargetScaleLint.self, F.linear(link: "softplus", plus: 5)).isEmpty)
    let problem = try F.linear()
    let far = [F.record(1, healths: [F.health(mean: 40)])]
    #expect(
      try F.texts(TargetScaleLint.self, problem, far).first?.hasPrefix("predictions average 40")
        == true)
    #expect(
      try F.texts(TargetScaleLint.self, problem, [F.record(1, healths: [F.health()])]).isEmpty)
  }

  @Test func worseThanConstant() throws {
    let problem = try F.linear()
    func history(_ mse: Double) -> [EpochRecord] {
      [F.record(1, healths: [F.health()], scores: [.init("mse", mse)])]
    }
    #expect(try F.texts(WorseThanConstantLint.self, problem, history(2)).count == 1)
    #expect(try F.texts(WorseThanConstantLint.self, problem, history(0.05)).isEmpty)
  }

  /// A loss that does not read the labels is no attempt to predict them.
  @Test func profitsAreNotComparedWithLabels() throws {
    let profit = StartLintTests.loss { try .negate($0.prediction) }
    let history = [F.record(1, healths: [F.health(mean: 40)], scores: [.init("mse", 2)])]
    let problem = try F.linear(loss: profit)
    #expect(try F.texts(WorseThanConstantLint.self, problem, history).isEmpty)
    #expect(try F.texts(TargetScaleLint.self, problem, history).isEmpty)
  }

  @Test func accuracyWithinNoise() throws {
    let problem = try F.yesNo()
    let labels = try #require(
      try LintStart(problem, options: Training.options()).heads[0].validation)
    func history(_ accuracy: Double) -> [EpochRecord] {
      (1...5).map {
        F.record($0, healths: [F.health()], scores: [.init("accuracy", accuracy)])
      }
    }
    let noisy = try F.texts(AccuracyNoiseLint.self, problem, history(labels.commonest + 0.01))
    #expect(noisy.first?.contains("within noise of the base rate") == true)
    #expect(try F.texts(AccuracyNoiseLint.self, problem, history(0.9)).isEmpty)
    #expect(
      try F.texts(AccuracyNoiseLint.self, problem, Array(history(labels.commonest).prefix(4)))
        .isEmpty)
  }

  /// A cause is named once, not by each of its consequences.
  @Test func consequencesGoWithoutSaying() throws {
    let problem = try F.linear(link: "relu", plus: 5)
    var state = RunState(weights: [], options: Training.options(), lossOptions: [])
    state.history = (1...3).map {
      F.record($0, healths: [F.health(zeros: 1, spread: 0)], scores: [.init("mse", 30)])
    }
    (state.epoch, state.bestEpoch, state.isFinished) = (3, 1, true)
    let found = Diagnosis(problem, options: state.options).findings(state)
    #expect(found.map(\.lint) == ["dead_output"])
  }
}
