import Runtime

/// The trainings of a session, in the order they were started.
final class RunTable {
  private(set) var runs: [RunValue] = []

  /// A run of the same name takes the old one's place.
  func add(_ run: RunValue) {
    runs.removeAll { $0.name == run.name }
    runs.append(run)
  }

  func run(named name: String) -> RunValue? { runs.first { $0.name == name } }

  /// Runs that are paused, running or not started.
  var active: [RunValue] { runs.filter { $0.run.snapshot.status.isActive } }

  /// `s1`, `s2`, ... for a training that is not bound to a name.
  func freeName() -> String {
    var number = runs.count + 1
    while run(named: "s\(number)") != nil { number += 1 }
    return "s\(number)"
  }
}

extension Session {
  var runTable: RunTable { state(RunTable.self) { RunTable() } }

  /// The tag of the prompt: `s1 3:31` while a training is paused.
  func refreshPromptTag() {
    let paused = runTable.runs.filter { $0.run.snapshot.status == .paused }
    promptTag = paused.last.map { "\($0.name) \($0.run.snapshot.position)" }
  }
}
