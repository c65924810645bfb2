import Testing

@testable import Runtime

@Suite struct RunBudgetTests {
  private func fresh() throws -> Run {
    try Run(
      name: "s1",
      problem: Training.problem(Training.linear(), Training.mlp(dropout: 0.1)),
      options: Training.options { $0.schedule = .cosine })
  }

  /// Held at epochs and continued from a checkpoint, a training ends with the bits of one that ran
  /// through on a thread of its own.
  @Test func heldTrainingsAreTheSame() throws {
    let whole = try fresh()
    try whole.train()
    let held = try fresh()
    try held.advance(toEpoch: 1)
    #expect(held.snapshot.status == .paused)
    #expect(held.state.epoch == 1)
    let later = try Run(name: "s1", problem: held.problem, state: held.state)
    try later.advance(toEpoch: 3)
    try later.advance()
    #expect(later.snapshot.status == .finished)
    #expect(later.state.weights == whole.state.weights)
    #expect(later.digest == whole.digest)
  }

  @Test func digestsTellTrainingsApart() throws {
    let first = try fresh()
    let second = try fresh()
    #expect(first.digest == second.digest)
    try second.advance(toEpoch: 1)
    #expect(first.digest != second.digest)
  }
}
