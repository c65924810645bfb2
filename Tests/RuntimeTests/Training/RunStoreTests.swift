import Foundation
import Testing

@testable import Runtime

struct RunStoreTests {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "fml-store-\(UUID().uuidString)").path

  private func problem() throws -> TrainingProblem {
    try Training.problem(Training.linear(), Training.mlp(dropout: 0.2))
  }

  private func run(
    _ problem: TrainingProblem, _ options: TrainingOptions = Training.options(),
    planned: [Intervention] = []
  ) throws -> Run {
    let run = try Run(name: "s1", problem: problem, options: options, planned: planned)
    run.recorder = try RunRecorder(run, in: root, script: "a = 1\n")
    return run
  }

  @Test func everyTrainingHasAFolder() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let problem = try problem()
    for _ in 0..<11 { _ = try run(problem) }
    let names = RunFolder.all(in: root).map(\.name)
    #expect(names.count == 11)
    #expect(Array(names.prefix(2)) == ["s1", "s1-2"] && names.last == "s1-11")
    #expect(RunFolder.latest("s1", in: root)?.name == "s1-11")
    #expect(RunFolder.latest("s1-2", in: root)?.name == "s1-2")
    #expect(RunFolder.latest("s2", in: root) == nil)
  }

  @Test func aFinishedTrainingIsThereAsItWas() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let problem = try problem()
    let done = try run(problem)
    try done.train()
    let folder = try #require(RunFolder.latest("s1", in: root))
    let card = try folder.card()
    #expect(card.status == .finished && card.epoch == 4 && card.bestEpoch == done.state.bestEpoch)
    #expect(card.identity == done.identity.text)
    #expect(folder.history() == done.state.history)
    let state = try folder.checkpoint(for: problem).state
    #expect(state.weights == done.state.weights && state.bestWeights == done.state.bestWeights)
    #expect(state.firstMoment == done.state.firstMoment && state.isFinished)
    let log = try String(contentsOfFile: folder.path + "/log.txt", encoding: .utf8)
    #expect(log.split(separator: "\n").count == 6)
    #expect(log.contains("epoch 4/4") && log.hasSuffix("ended: 4 epochs\n"))
    let weights = try Safetensors.read(folder.path + "/weights.safetensors")
    let first = try #require(problem.network.parameters.first)
    #expect(weights[first.name]?.numbers.floats == Array(done.weights.prefix(first.count)))
  }

  @Test func aPausedTrainingGoesOnToTheSameBits() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let problem = try problem()
    let whole = try Training.run(problem, Training.options())
    let pause = Intervention(epoch: 2, batch: 7, name: "pause")
    try run(problem, planned: [pause]).train()
    let folder = try #require(RunFolder.latest("s1", in: root))
    #expect(try folder.card().status == .paused)
    let (state, slot) = try folder.checkpoint(for: problem)
    #expect(state.epoch == 1 && state.batch == 7)
    let later = try Run(name: "s1", problem: problem, state: state)
    later.recorder = try RunRecorder(later, resuming: folder, slot: slot)
    try later.train()
    #expect(later.state.weights == whole.state.weights)
    #expect(folder.history().map(\.validationLoss) == whole.state.history.map(\.validationLoss))
    #expect(try folder.card().status == .finished)
  }

  /// Whatever a crash leaves of the newer checkpoint, the older one is whole.
  @Test(arguments: ["state-0.json", "state-0.safetensors", "state-1.json", "state-1.safetensors"])
  func aTornCheckpointIsPassedOver(_ file: String) throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let problem = try problem()
    let pauses = [2, 3].map { Intervention(epoch: $0, batch: 0, name: "pause") }
    let run = try run(problem, planned: pauses)
    try run.train()
    try run.train()
    let folder = try #require(RunFolder.latest("s1", in: root))
    let path = folder.path + "/" + file
    let bytes = try Data(contentsOf: URL(filePath: path))
    for length in [0, 1, bytes.count / 2, bytes.count - 3] {
      try bytes.prefix(length).write(to: URL(filePath: path))
      let state = try folder.checkpoint(for: problem).state
      #expect(state.epoch == (file.hasPrefix("state-0") ? 2 : 1))
    }
  }

  @Test func aKilledTrainingIsToldFromOneThatRuns() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let run = try run(try problem())
    let folder = try #require(RunFolder.latest("s1", in: root))
    #expect(!folder.isAbandoned)
    // No process has this number: the system's largest is 4,194,304.
    var card = try folder.card()
    card.process = 5_000_000
    try folder.write(card)
    #expect(folder.isAbandoned)
    try run.train()
    #expect(!folder.isAbandoned)
  }

  @Test func historyFollowsARollback() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let back = Intervention(epoch: 4, batch: 3, name: "rollback", new: 1)
    let run = try run(try problem(), planned: [back])
    try run.train()
    let folder = try #require(RunFolder.latest("s1", in: root))
    #expect(folder.history().map(\.epoch) == [1, 2, 3, 4])
    #expect(folder.history() == run.state.history)
    #expect(run.state.journal.map(\.text) == ["4:3 rollback epoch=1"])
  }

  @Test func aLineThatWasCutOffIsLeftOut() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    try run(try problem()).train()
    let folder = try #require(RunFolder.latest("s1", in: root))
    let path = folder.path + "/history.jsonl"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try String(text.dropLast(20)).write(toFile: path, atomically: true, encoding: .utf8)
    #expect(folder.history().map(\.epoch) == [1, 2, 3])
  }

  @Test func aStoreThatVanishesStopsNoTraining() throws {
    let problem = try problem()
    let whole = try Training.run(problem, Training.options())
    let run = try run(problem)
    try FileManager.default.removeItem(atPath: root)
    try run.train()
    #expect(run.state.weights == whole.state.weights)
    #expect(run.recorder?.takeTrouble() != nil)
    #expect(run.recorder?.takeTrouble() == nil)
  }

  @Test func whatMakesATrainingAnotherIsInItsIdentity() throws {
    let dataset = try Training.linear()
    let problem = try Training.problem(dataset, Training.mlp())
    func identity(_ problem: TrainingProblem, _ change: (inout TrainingOptions) -> Void = { _ in })
      throws -> ContentHash
    {
      try Run(name: "s1", problem: problem, options: Training.options(change)).identity
    }
    let base = try identity(problem)
    #expect(try identity(Training.problem(Training.linear(), Training.mlp())) == base)
    let others = [
      try identity(problem) { $0.learningRate = 1e-4 }, try identity(problem) { $0.seed = 7 },
      try identity(Training.problem(dataset, Training.mlp([17]))),
      try identity(Training.problem(dataset, Training.mlp(), loss: .mae)),
      try identity(Training.problem(Training.linear(noise: 0.2), Training.mlp())),
    ]
    #expect(Set(others + [base]).count == others.count + 1)
  }

  @Test func aForkGoesOnToTheSameBits() throws {
    let problem = try problem()
    let fork = Intervention(epoch: 2, batch: 5, name: "fork", label: "s1b")
    let run = try Run(
      name: "s1", problem: problem, options: Training.options(), planned: [fork])
    try run.train()
    let copy = try #require(try run.takeForks { _ in [] }.first)
    #expect(copy.name == "s1b" && copy.parent == "s1" && copy.snapshot.position == "2:5")
    try copy.train()
    #expect(copy.state.weights == run.state.weights)
    try copy.rollback(toEpoch: 1)
    #expect(copy.snapshot.position == "2:0")
    #expect(try run.takeForks { _ in [] }.isEmpty)
  }
}
