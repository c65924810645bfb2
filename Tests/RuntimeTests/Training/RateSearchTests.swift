import Testing

@testable import Runtime

@Suite struct RateSearchTests {
  private func search(_ seed: UInt64 = 1) throws -> RateSearch {
    try RateSearch(
      Training.problem(Training.linear(), Training.mlp()),
      options: Training.options { $0.seed = seed }, low: 1e-6, high: 10, count: 120)
  }

  @Test func ratesRiseExponentially() throws {
    let found = try search()
    for (step, next) in zip(found.steps, found.steps.dropFirst()) {
      #expect(abs(next.rate / step.rate - found.steps[1].rate / found.steps[0].rate) < 1e-9)
    }
  }

  /// The suggestion trains, and lies below the rate at which the loss is least.
  @Test func suggestsARateThatTrains() throws {
    let found = try search()
    #expect(found.suggestion > 1e-5)
    #expect(found.suggestion < found.least)
    let run = try Training.run(
      Training.problem(Training.linear(), Training.mlp()),
      Training.options { $0.learningRate = found.suggestion })
    #expect(run.state.bestValue < 0.5 * (found.steps.first?.loss ?? 0))
  }

  @Test func equalSeedsGiveEqualSearches() throws {
    #expect(try search().steps == search().steps)
    #expect(try search().steps != search(2).steps)
  }

  @Test func refusesARangeThatFalls() throws {
    let problem = try Training.problem(Training.linear(rows: 300), Training.mlp())
    #expect(throws: Failure.self) {
      _ = try RateSearch(
        problem, options: Training.options(), low: 1, high: 1e-3, count: 50)
    }
  }
}
