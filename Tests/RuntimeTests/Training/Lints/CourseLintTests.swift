import Testing

@testable import Runtime

/// Lints that look at the course of a training.
struct CourseLintTests {
  typealias F = LintFixture

  @Test func badBatches() throws {
    let problem = try F.linear()
    let rising = [1, 3, 8].enumerated().map { F.record($0 + 1, bad: $1) }
    #expect(
      try F.texts(BadBatchLint.self, problem, rising, firstBad: "'exp'") == [
        "12 batches were not finite and changed nothing, first in 'exp'; their share rises: 1.0%, "
          + "3.0%, 8.0%"
      ])
    let steady = [2, 1, 2].enumerated().map { F.record($0 + 1, bad: $1) }
    #expect(try F.texts(BadBatchLint.self, problem, steady).first?.contains("rises") == false)
    #expect(try F.texts(BadBatchLint.self, problem, [F.record(1)]).isEmpty)
  }

  @Test func gradientNorm() throws {
    let problem = try F.linear()
    func course(_ norms: [Double], train: [Double] = []) throws -> [String] {
      try F.texts(
        GradientNormLint.self, problem,
        norms.enumerated().map {
          F.record($0 + 1, train: train.isEmpty ? 1 : train[$0], gradient: $1)
        })
    }
    #expect(
      try course([1, 1.2, 0.9, 40]) == ["the gradient explodes in epoch 4: norm 40, before 1"])
    #expect(try course([1, 1.2, 0.9, 1e-5]).first?.contains("vanishes") == true)
    #expect(try course([1, 1.2, 0.9, 1e-5], train: [1, 0.5, 0.1, 1e-6]).isEmpty)
    #expect(try course([1, 0]) == ["the gradient is exactly 0 in epoch 2: no weight moves"])
    #expect(try course([1, 1.2, 0.9, 5]).isEmpty)
  }

  @Test func divergingValidation() throws {
    let problem = try F.linear()
    func course(_ validation: [Double], _ train: [Double]) throws -> [String] {
      try F.texts(
        DivergingValidationLint.self, problem,
        zip(train, validation).enumerated().map {
          F.record($0 + 1, train: $1.0, validation: $1.1)
        })
    }
    let bad = try course([1, 0.8, 0.9, 1, 1.2], [1, 0.7, 0.5, 0.3, 0.2])
    #expect(bad.first?.hasPrefix("validation loss rises from 0.8 in epoch 2 to 1.2") == true)
    #expect(try course([1, 0.8, 0.82, 0.81, 0.83], [1, 0.7, 0.5, 0.3, 0.2]).isEmpty)
    #expect(try course([1, 0.8, 0.9, 1, 1.2], [1, 0.7, 0.8, 0.9, 1]).isEmpty)
  }

  @Test func stuckValidation() throws {
    let problem = try F.linear()
    let still = (1...3).map { F.record($0, validation: 0.001507) }
    #expect(
      try F.texts(StuckValidationLint.self, problem, still) == [
        "the validation loss stays at 0.001507 for 3 epochs: no weight that the output depends on moves"
      ])
    let pinned = (1...3).map { F.record($0, validation: 0.5, rate: 0) }
    #expect(
      try F.texts(StuckValidationLint.self, problem, pinned)[0].hasSuffix("the learning rate is 0"))
    let moving = (1...3).map { F.record($0, validation: 1 / Double($0)) }
    #expect(try F.texts(StuckValidationLint.self, problem, moving).isEmpty)
  }

  @Test func noTestPart() throws {
    let history = (1...4).map { F.record($0) }
    let without = try F.yesNo(
      split: .fractions(train: 0.8, validation: 0.2, test: 0))
    #expect(
      try F.texts(NoTestPartLint.self, without, history, best: 3).first?
        .hasPrefix("the validation part has chosen epoch 3 of 4") == true)
    #expect(try F.texts(NoTestPartLint.self, F.yesNo(), history, best: 3).isEmpty)
  }
}
