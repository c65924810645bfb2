@preconcurrency import Glibc
import Runtime

/// The run store: every training of the session lies in a folder of its own.
extension Session {
  /// Gives a training that begins its folder; a store that cannot be written is said once.
  func keep(_ value: RunValue) {
    guard let root = runStore, value.run.recorder == nil else { return }
    do {
      value.run.recorder = try RunRecorder(value.run, in: root, script: script(making: value))
    } catch {
      runStore = nil
      let reason = (error as? Failure)?.message ?? "\(error)"
      warn("trainings are not kept: \(reason)")
    }
  }

  /// The statements that made a training, with what was done to it on the way.
  func script(making value: RunValue) -> String {
    SessionScript(log, settings: scriptSettings, making: value, underway: underway?.text).text
  }

  /// Lines that set what a session does not begin with by itself.
  var scriptSettings: [String] { firstSeed == 42 ? [] : ["seed \(firstSeed)"] }

  /// Scores and script of a training that has ended; what could not be written is said.
  func keepResults(of value: RunValue) {
    guard let recorder = value.run.recorder else { return }
    recorder.write(script: script(making: value))
    if value.run.problem.validation != nil,
      let scores = try? ScoreRecord.make(value.run, .validation),
      let json = try? SaveCommand.json(of: .record(RecordValue([("val", .record(scores))])))
    {
      recorder.write(metrics: json.text(indent: 2) + "\n")
    }
    if let trouble = recorder.takeTrouble() { warn("\(value.name) is not kept whole: \(trouble)") }
  }

  /// The same training as it lies in the store, finished or to go on with; nil where there is none.
  func restored(_ value: RunValue) throws -> RunValue? {
    guard let root = runStore else { return nil }
    let folders = RunFolder.all(in: root).reversed().filter { folder in
      (try? folder.card())?.identity == value.run.identity.text
    }
    for folder in folders {
      guard let (state, slot) = try? folder.checkpoint(for: value.run.problem) else { continue }
      let run = try Run(name: value.name, problem: value.run.problem, state: state)
      if !state.isFinished {
        run.recorder = try RunRecorder(run, resuming: folder, slot: slot)
      }
      let place = state.isFinished ? "has finished there" : "goes on at \(run.snapshot.position)"
      output.note("\(value.name) is taken from \(folder.path): it \(place)")
      return RunValue(run, session: self, after: value.previous)
    }
    // One that was killed before its first checkpoint begins again where it was.
    if let folder = folders.first(where: { $0.isAbandoned }) {
      value.run.recorder = try RunRecorder(value.run, resuming: folder, slot: 1)
    }
    return nil
  }

  /// A training of the store with its dataset: its script is run again without training.
  ///
  /// - Throws: `Failure` when there is no such training, or its data have changed; `Interrupted`.
  func load(_ folder: RunFolder, as name: String) throws -> RunValue {
    let card = try folder.card()
    let text = try folder.script()
    let output = SilentOutput()
    let child = Session(output: output)
    child.isInteractive = false
    child.isInner = true
    child.threads = threads
    child.runStore = folder.path.lastIndex(of: "/").map { String(folder.path[..<$0]) } ?? "."
    let scope = RestoreScope(name: card.name, root: child.runStore ?? ".")
    child.restoring = scope
    let outcome = child.execute(text, name: "\(folder.path)/script.fml", folder: scriptFolder)
    try Interrupt.check()
    let made = child.runTable.run(named: card.name) ?? child.runTable.run(named: card.parent)
    guard case .finished = outcome, let made else {
      let lines = (output.lastNote ?? "").split(separator: "\n").map(String.init)
      let reason = scope.trouble ?? lines.first ?? "its script makes no \(card.name)"
      throw Failure("\(folder.path) cannot be loaded: \(reason)")
    }
    guard made.run.dataset.digest == card.data else {
      throw Failure("\(folder.path) cannot be loaded: its data have changed since")
    }
    let (state, slot) = try folder.checkpoint(for: made.run.problem)
    let run = try Run(name: name, problem: made.run.problem, state: state)
    if !state.isFinished { run.recorder = try RunRecorder(run, resuming: folder, slot: slot) }
    return RunValue(run, session: self)
  }
}

/// A session that makes a training of the store again: trainings are taken, not trained.
final class RestoreScope {
  let name: String
  let root: String
  var trouble: String?

  init(name: String, root: String) { (self.name, self.root) = (name, root) }
}
