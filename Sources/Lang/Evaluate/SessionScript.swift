import Runtime

/// A script that does again what a session did, to the same bits.
///
/// Statements are written as they were typed. A change of a training at a place of chance (Ctrl-C,
/// `set` while it ran) becomes an `at` line before the statement that began the training. Where
/// statements between a pause and the next `resume` looked at the training, the pause itself becomes
/// the `at` line and they stay as they are.
struct SessionScript {
  private let log: SessionLog
  private let settings: [String]
  /// Numbers of statements that are not written.
  private var left: Set<Int> = []
  /// `at` lines before each statement.
  private var lines: [Int: [String]] = [:]
  private(set) var interventions: [String] = []

  /// The statement under way, which is not in the log yet.
  private let last: String?

  /// - Parameter settings: Lines that set what the session did not begin with by itself.
  init(_ log: SessionLog, settings: [String] = []) {
    self.log = log
    self.settings = settings
    last = nil
    for (number, entry) in log.entries.enumerated() where Self.views.contains(entry.verb) {
      left.insert(number)
    }
    left.formUnion(log.absorbed)
    for track in log.tracks { add(track) }
  }

  /// Only what is needed to make one training again.
  ///
  /// - Parameter underway: The statement that makes it, where it is not in the log yet.
  init(_ log: SessionLog, settings: [String], making value: RunValue, underway: String?) {
    self.log = log
    self.settings = settings
    guard let track = log.tracks.last(where: { $0.value === value }) else {
      last = underway
      return
    }
    let isLogged = log.entries.indices.contains(track.start)
    let resumes = track.isForked && SessionLog.words(of: underway ?? "").contains(value.name)
    last = isLogged && !resumes ? nil : underway
    let needed = Self.needed(log, for: track, underway: last ?? "")
    left = Set(log.entries.indices).subtracting(needed.statements).union(log.absorbed)
    for other in log.tracks where needed.names.contains(other.value.name) { add(other) }
  }

  /// Only what is needed to bind a name again.
  ///
  /// - Returns: nil where no statement has bound it.
  init?(_ log: SessionLog, settings: [String] = [], binding name: String) {
    self.log = log
    self.settings = settings
    last = nil
    guard let start = log.entries.lastIndex(where: { $0.bound.contains(name) }) else { return nil }
    let needed = Self.needed(log, from: start, limit: start + 1, names: [name])
    left = Set(log.entries.indices).subtracting(needed.statements).union(log.absorbed)
    for track in log.tracks where needed.names.contains(track.value.name) { add(track) }
  }

  /// Whether a statement that is written makes a label.
  var hasTarget: Bool {
    log.entries.indices.contains { !left.contains($0) && log.entries[$0].words.contains("target") }
  }

  /// The verbs of the statements that are written.
  var verbs: Set<String> {
    Set(log.entries.indices.filter { !left.contains($0) }.map { log.entries[$0].verb })
  }

  /// Going back from the statement that began a training: what binds a name that is read later.
  private static func needed(
    _ log: SessionLog, for track: RunTrack, underway: String
  ) -> (statements: Set<Int>, names: Set<String>) {
    needed(
      log, from: track.start,
      limit: track.isForked ? log.entries.count : min(track.start + 1, log.entries.count),
      names: SessionLog.words(of: underway).union([track.value.name]))
  }

  /// Going back from a statement: what binds a name that is read later.
  private static func needed(
    _ log: SessionLog, from start: Int, limit: Int, names wanted: Set<String>
  ) -> (statements: Set<Int>, names: Set<String>) {
    var names = wanted
    var statements: Set<Int> = []
    for number in (0..<limit).reversed() {
      let entry = log.entries[number]
      let isOwn = number == start
      let isSetting = settingVerbs.contains(entry.verb)
      let binds = entry.bound.contains { names.contains($0) }
      let controls = entry.controls.contains { names.contains($0.track.value.name) }
      guard isOwn || isSetting || binds || controls else { continue }
      statements.insert(number)
      names.formUnion(entry.words)
    }
    return (statements, names)
  }

  private static let settingVerbs: Set<String> = ["seed", "set", "use"]

  /// Verbs that only look at the session.
  private static let views: Set<String> = [
    "help", "history", "jobs", "ls", "quit", "runs", "timeit", "trials", "watch",
  ]

  var statementCount: Int { log.entries.count - left.count }

  var text: String {
    var text = settings
    for (number, entry) in log.entries.enumerated() {
      text += lines[number] ?? []
      if !left.contains(number) { text.append(entry.text) }
    }
    if let last { text += (lines[log.entries.count] ?? []) + [last] }
    return text.map { $0 + "\n" }.joined()
  }

  // MARK: One training

  private mutating func add(_ track: RunTrack) {
    let state = track.value.run.state
    let name = track.value.name
    let kept = track.pauses.filter { !isCollapsed($0, of: track) }
    var plain = Set<Int>()
    for (number, entry) in log.entries.enumerated() {
      for control in entry.controls where control.track === track {
        let isCollapsed = isInside(number, track.pauses) && !isInside(number, kept)
        if control.isAsync || isCollapsed {
          left.insert(number)
        } else {
          plain.formUnion(control.journal)
        }
      }
    }
    var changes = state.journal.enumerated().filter { !plain.contains($0.offset) }
      .map { (place: $0.offset, change: $0.element) }
    for pause in kept.reversed() {
      let place = changes.firstIndex { $0.place >= pause.journal } ?? changes.endIndex
      let change = Intervention(epoch: pause.epoch, batch: pause.batch, name: "pause")
      changes.insert((pause.journal, change), at: place)
    }
    let texts = (changes.map(\.change) + track.value.run.waiting).map { "at \(name) \($0.text)" }
    interventions += texts
    lines[track.start, default: []] += texts
  }

  /// Whether a statement lies between one of the pauses and its end.
  private func isInside(_ number: Int, _ pauses: [RunTrack.Pause]) -> Bool {
    pauses.contains { $0.from < number && number <= $0.until ?? .max }
  }

  /// Whether nothing but changes of the training happened in a pause that is over.
  private func isCollapsed(_ pause: RunTrack.Pause, of track: RunTrack) -> Bool {
    guard let until = pause.until else { return false }
    var names: Set<String> = [track.value.name]
    for (number, entry) in log.entries.enumerated() where number >= track.start {
      let isOwn = entry.controls.contains { $0.track === track }
      if number > pause.from, number < until, !isOwn, !left.contains(number),
        !entry.words.isDisjoint(with: names)
      {
        return false
      }
      // Another name for the training, or something made of it.
      if !entry.words.isDisjoint(with: names) { names.formUnion(entry.bound) }
    }
    return true
  }
}
