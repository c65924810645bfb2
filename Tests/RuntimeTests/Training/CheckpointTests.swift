import Foundation
import Testing

@testable import Runtime

struct CheckpointTests {
  static func folder() throws -> String {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }

  /// A problem made from scratch, as a new process would.
  static func problem() throws -> TrainingProblem {
    try Training.problem(Training.linear(), Training.mlp(dropout: 0.3))
  }

  static let options = Training.options {
    $0.schedule = .plateau(patience: 1, factor: 0.5)
    $0.stop = 3
  }

  @Test(arguments: [0, 7, 27, 60])
  func restoredTrainingsGoOnWithTheSameBits(batches: Int) throws {
    let problem = try Self.problem()
    let trainer = try Trainer(problem, state: TrainerTests.start(problem, Self.options))
    for _ in 0..<batches { try trainer.step() }
    let path = try Self.folder() + "/s1"
    let saved = try trainer.synchronise()
    try Checkpoint.write(saved, of: problem, to: path)
    while !trainer.state.isFinished { try trainer.step() }

    let fresh = try Self.problem()
    let state = try Checkpoint.read(path, for: fresh)
    let isSame = state.json.text() == saved.json.text()
    #expect(isSame && state.weights == saved.weights)
    let run = try Run(name: "s1", problem: fresh, state: state)
    try run.train()
    #expect(run.state.weights == trainer.state.weights)
    #expect(run.state.firstMoment == trainer.state.firstMoment)
    #expect(run.state.secondMoment == trainer.state.secondMoment)
    #expect(run.state.bestWeights == trainer.state.bestWeights)
    #expect(run.state.history.map(\.trainLoss) == trainer.state.history.map(\.trainLoss))
  }

  @Test func filesThatDoNotFitAreRefused() throws {
    let problem = try Self.problem()
    let trainer = try Trainer(problem, state: TrainerTests.start(problem, Self.options))
    let folder = try Self.folder()
    try Checkpoint.write(trainer.synchronise(), of: problem, to: folder + "/a")
    for _ in 0..<3 { try trainer.step() }
    try Checkpoint.write(trainer.synchronise(), of: problem, to: folder + "/b")
    try FileManager.default.removeItem(atPath: folder + "/a.json")
    try FileManager.default.copyItem(atPath: folder + "/b.json", toPath: folder + "/a.json")
    let mixed = #expect(throws: Failure.self) { try Checkpoint.read(folder + "/a", for: problem) }
    #expect(mixed?.message.hasSuffix("do not belong together") == true)
    let other = try Training.problem(Training.linear(), Training.mlp([8]))
    #expect(throws: Failure.self) { try Checkpoint.read(folder + "/b", for: other) }
    #expect(throws: Failure.self) { try Checkpoint.read(folder + "/missing", for: problem) }
  }
}
