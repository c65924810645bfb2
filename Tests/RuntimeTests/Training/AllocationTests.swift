import CAllocations
import Testing

@testable import Runtime

/// A training step asks for no memory: blocks are counted on the thread that makes them.
@Suite(.enabled("a sanitizer counts no blocks") { fml_allocations() >= 0 })
struct AllocationTests {
  @Test func blocksAreCounted() {
    let before = fml_allocations()
    let blocks = (1...10).map { [Int](repeating: $0, count: $0) }
    #expect(fml_allocations() - before >= blocks.count)
  }

  static func trainer() throws -> Trainer {
    let problem = try Training.problem(Training.linear(), Training.mlp([32, 16], dropout: 0.2))
    let options = Training.options {
      $0.batch = 16
      $0.clip = 1
    }
    return try Trainer(problem, state: TrainerTests.start(problem, options))
  }

  @Test func anExecutorStepAsksForNone() throws {
    let trainer = try Self.trainer()
    for _ in 0..<3 { try trainer.step() }
    let executor = trainer.engine.executor
    let before = fml_allocations()
    for _ in 0..<1000 { _ = try executor.step() }
    let after = fml_allocations()
    #expect(after == before)
  }

  /// Feeding, stepping and counting batches within an epoch.
  @Test func aBatchOfATrainingAsksForNone() throws {
    let trainer = try Self.trainer()
    for _ in 0..<3 { try trainer.step() }
    let before = fml_allocations()
    for _ in 0..<40 { try trainer.step() }
    let after = fml_allocations()
    #expect(after == before)
    #expect(trainer.state.epoch == 0)
  }
}
