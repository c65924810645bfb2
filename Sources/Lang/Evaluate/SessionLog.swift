import Runtime

/// What a session has done, statement by statement, and what was done to its trainings on the way:
/// `history` lists it, `save script` writes it so that it replays to the same bits.
final class SessionLog {
  /// A statement that went through.
  struct Entry {
    let text: String
    /// The verb of a command; empty for other statements.
    let verb: String
    /// The words of the text.
    let words: Set<String>
    /// What it binds.
    let bound: [String]
    /// Changes of trainings that it made.
    fileprivate(set) var controls: [Control] = []
  }

  /// What `set`, `rollback`, `stop`, `resume`, `pause` or `fork` did to a training.
  struct Control {
    let track: RunTrack
    /// The entries it left in the training's journal.
    let journal: Range<Int>
    /// True where the training was running, so that the place is a matter of chance.
    let isAsync: Bool
  }

  private(set) var entries: [Entry] = []
  /// One per training, in the order they began.
  private(set) var tracks: [RunTrack] = []
  private var controls: [Control] = []
  /// `at` lines by the name of the training that they wait for.
  private var awaiting: [String: [Int]] = [:]
  /// `at` lines whose training has begun: what they said is in its journal.
  private(set) var absorbed: Set<Int> = []

  /// The number that the statement under way will have.
  var next: Int { entries.count }

  /// Keeps a statement that went through.
  func add(_ text: String, verb: String, bound: [String]) {
    let text = controls.count == 1 ? Self.named(text, verb, controls[0].track.value.name) : text
    entries.append(
      Entry(
        text: text, verb: verb, words: Self.words(of: text), bound: bound, controls: controls))
    controls = []
  }

  /// Trainings that a statement began which did not go through: no script can begin them.
  private(set) var lost: [String] = []

  /// Forgets what a failed statement did.
  func drop() {
    controls = []
    lost += tracks.filter { $0.start == next && !$0.isForked }.map(\.value.name)
    tracks.removeAll { $0.start == next && !$0.isForked }
  }

  /// A training begins with the statement under way.
  ///
  /// - Parameter isForked: Split off another one, so that no statement of its own began it.
  func began(_ value: RunValue, isForked: Bool = false) {
    tracks.append(RunTrack(value, start: next, isForked: isForked))
    absorbed.formUnion(awaiting.removeValue(forKey: value.name) ?? [])
  }

  /// The `at` line under way waits for a training of this name.
  func awaits(_ name: String) { awaiting[name, default: []].append(next) }

  /// Changes a training and keeps what that left in its journal.
  func control<Result>(_ value: RunValue, _ body: (Run) throws -> Result) rethrows -> Result {
    let isAsync = value.run.snapshot.status == .running
    let first = value.run.state.journal.count
    let result = try body(value.run)
    guard let track = track(of: value) else { return result }
    let last = max(first, value.run.state.journal.count)
    controls.append(Control(track: track, journal: first..<last, isAsync: isAsync))
    return result
  }

  /// An `at` line reached a training that had begun: its changes are in the journal or waiting.
  func planned(_ value: RunValue) {
    guard let track = track(of: value) else { return }
    let count = value.run.state.journal.count
    controls.append(Control(track: track, journal: count..<count, isAsync: true))
  }

  /// Ctrl-C or `pause` stopped a training between two batches.
  func paused(_ value: RunValue) {
    let shot = value.run.snapshot
    track(of: value)?.pauses.append(
      RunTrack.Pause(
        epoch: shot.epoch, batch: shot.batch, from: next,
        journal: value.run.state.journal.count))
  }

  /// A paused training goes on, or ended, with the statement under way.
  func resumed(_ value: RunValue) {
    guard let track = track(of: value) else { return }
    let count = value.run.state.journal.count
    controls.append(Control(track: track, journal: count..<count, isAsync: false))
    guard let last = track.pauses.indices.last, track.pauses[last].until == nil else { return }
    track.pauses[last].until = next
  }

  private func track(of value: RunValue) -> RunTrack? {
    tracks.last { $0.value === value }
  }

  /// `set lr 5e-4` and `resume` with the name of the training: where a script is replayed, others may
  /// be active beside it.
  private static func named(_ text: String, _ verb: String, _ name: String) -> String {
    guard ["set", "resume", "stop", "rollback", "fork", "pause"].contains(verb),
      !words(of: text).contains(name), let place = text.firstRange(of: verb)
    else { return text }
    let rest = text[place.upperBound...].drop { $0 == " " }
    let joint = verb == "set" ? "." : rest.isEmpty ? "" : " "
    return text[..<place.upperBound] + " " + name + joint + rest
  }

  /// Letters, digits and underscores that stand together.
  static func words(of text: String) -> Set<String> {
    Set(
      text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }
}

/// The way of one training through a session.
final class RunTrack {
  /// A stop between two batches at a place of chance, and the statements until it went on.
  struct Pause {
    let epoch: Int
    let batch: Int
    /// The statement under way when it stopped.
    let from: Int
    /// Entries of the journal that were there.
    let journal: Int
    /// The statement with which it went on or ended; nil while it has not.
    var until: Int?
  }

  let value: RunValue
  /// The statement that began it.
  let start: Int
  let isForked: Bool
  fileprivate(set) var pauses: [Pause] = []

  init(_ value: RunValue, start: Int, isForked: Bool) {
    (self.value, self.start, self.isForked) = (value, start, isForked)
  }
}

extension Session {
  var log: SessionLog { state(SessionLog.self) { SessionLog() } }
}
