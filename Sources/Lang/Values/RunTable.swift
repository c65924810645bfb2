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

  /// Changes that wait for a training of their name to begin.
  private var planned: [String: [Intervention]] = [:]

  func plan(_ change: Intervention, for name: String) {
    planned[name, default: []].append(change)
  }

  /// The changes that wait for a training of this name; they wait no longer.
  func takePlanned(_ name: String) -> [Intervention] {
    planned.removeValue(forKey: name) ?? []
  }

  /// Runs in the background whose end nobody was told of.
  var unreported: [RunValue] = []

  /// `s1`, `s2`, ... for a training that is not bound to a name.
  func freeName() -> String {
    var number = runs.count + 1
    while run(named: "s\(number)") != nil { number += 1 }
    return "s\(number)"
  }
}

extension Session {
  var runTable: RunTable { state(RunTable.self) { RunTable() } }

  /// The tag of the prompt: `s1 3:31` of a paused training, `s1 running`.
  func refreshPromptTag() {
    let tags = runTable.runs.compactMap { value -> String? in
      switch value.run.snapshot.status {
      case .paused: "\(value.name) \(value.run.snapshot.position)"
      case .running: "\(value.name) running"
      default: nil
      }
    }
    promptTag = tags.isEmpty ? nil : tags.suffix(2).joined(separator: ", ")
  }

  /// Takes a training into the session that was split off another one.
  func adopt(_ value: RunValue, bound: Bool = true) {
    runTable.add(value)
    log.began(value, isForked: true)
    keep(value)
    if bound { bind(value.name, to: .object(value)) }
  }
}
