import CKernels
@preconcurrency import Glibc

/// A training on disk: what it was, how it went, and where it can go on.
///
/// | file | content |
/// |---|---|
/// | `run.json` | model, loss, options, hashes, status |
/// | `script.fml` | statements that make the training again |
/// | `history.jsonl` | a line per epoch, every figure |
/// | `log.txt` | the same for reading: best value, patience left |
/// | `state-0.*`, `state-1.*` | the last two checkpoints; one of them is always whole |
/// | `weights.safetensors` | the weights that are kept, after the end |
/// | `metrics.json` | scores by part, after the end |
public struct RunFolder: Sendable, Equatable {
  public enum Status: String, Sendable {
    case running, paused, finished, failed
  }

  public let path: String

  public init(_ path: String) { self.path = path }

  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// A new folder for a training of this name: `runs/s1`, `runs/s1-2`, ...
  ///
  /// - Throws: `Failure` naming the folder that cannot be made.
  public static func make(in root: String, name: String) throws -> RunFolder {
    try Folder.make(root)
    var number = 1
    while true {
      let folder = RunFolder("\(root)/\(name)\(number > 1 ? "-\(number)" : "")")
      if mkdir(folder.path, 0o777) == 0 { return folder }
      guard errno == EEXIST else { throw Folder.failure(folder.path, errno) }
      number += 1
    }
  }

  /// The trainings under a folder, by name and number.
  public static func all(in root: String) -> [RunFolder] {
    Folder.entries(of: root).filter { $0.hasSuffix("/") }.map { String($0.dropLast()) }
      .filter { access("\(root)/\($0)/run.json", R_OK) == 0 }
      .sorted { order($0) < order($1) }.map { RunFolder("\(root)/\($0)") }
  }

  /// The latest training of a name.
  public static func latest(_ name: String, in root: String) -> RunFolder? {
    all(in: root).last { order($0.name).name == name || $0.name == name }
  }

  /// `s1-10` comes after `s1-2`.
  private static func order(_ name: String) -> (name: String, number: Int) {
    guard let dash = name.lastIndex(of: "-"),
      let number = Int(name[name.index(after: dash)...]), number > 1
    else { return (name, 1) }
    return (String(name[..<dash]), number)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  // MARK: What it was

  /// - Throws: `Failure` when the file is missing or broken.
  public func card() throws -> RunCard {
    try RunCard(json: JsonParser.parse(AtomicFile.read(file("run.json"))))
  }

  /// Whether the process that trains it has gone without a word.
  public var isAbandoned: Bool {
    guard let card = try? card(), card.status == .running else { return false }
    return kill(pid_t(clamping: card.process), 0) != 0 && errno == ESRCH
  }

  func write(_ card: RunCard) throws {
    try AtomicFile.write(
      Array((card.json.text(indent: 2) + "\n").utf8), to: file("run.json"), isInterruptible: false)
  }

  /// - Throws: `Failure` when there is none.
  public func script() throws -> String {
    String(decoding: try AtomicFile.read(file("script.fml")), as: UTF8.self)
  }

  func write(script: String) throws {
    try AtomicFile.write(Array(script.utf8), to: file("script.fml"), isInterruptible: false)
  }

  // MARK: How it went

  /// The epochs so far; a last line that was cut off is left out.
  public func history() -> [EpochRecord] {
    guard let bytes = try? AtomicFile.read(file("history.jsonl")) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      (try? JsonParser.parse(Array(line))).flatMap { try? EpochRecord(json: $0) }
    }
  }

  func write(history: [EpochRecord]) throws {
    let text = history.map { $0.json.text() + "\n" }.joined()
    try AtomicFile.write(Array(text.utf8), to: file("history.jsonl"), isInterruptible: false)
  }

  func append(_ record: EpochRecord) throws {
    try Folder.append(record.json.text() + "\n", to: file("history.jsonl"))
  }

  func log(_ line: String) throws { try Folder.append(line + "\n", to: file("log.txt")) }

  // MARK: Where it goes on

  /// Writes over the older of the two checkpoints.
  func checkpoint(_ state: RunState, of problem: TrainingProblem, slot: Int) throws {
    try Checkpoint.write(state, of: problem, to: file("state-\(slot)"), isInterruptible: false)
  }

  /// The newer checkpoint that is whole, with its slot.
  ///
  /// - Throws: what is wrong with the one that there is, or `Failure` that there is none.
  public func checkpoint(for problem: TrainingProblem) throws -> (state: RunState, slot: Int) {
    var found: (state: RunState, slot: Int)?
    var trouble: (any Error)?
    for slot in 0...1 where access(file("state-\(slot).json"), F_OK) == 0 {
      do {
        let state = try Checkpoint.read(file("state-\(slot)"), for: problem)
        if let best = found, best.state.progress > state.progress { continue }
        found = (state, slot)
      } catch { trouble = error }
    }
    guard let found else {
      throw trouble ?? Failure("\(path) holds no checkpoint")
    }
    return found
  }
}

extension RunState {
  /// Grows from checkpoint to checkpoint, also over a rollback; a finished one is the newest.
  fileprivate var progress: (Int, UInt64) { (journal.count + (isFinished ? 1 : 0), batchCount) }
}

extension Folder {
  /// Makes a folder and those above it.
  ///
  /// - Throws: `Failure` naming the one that cannot be made.
  public static func make(_ path: String) throws {
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      folder += folder.isEmpty || folder == "/" ? String(part) : "/" + part
      guard access(folder, F_OK) != 0 else { continue }
      if mkdir(folder, 0o777) != 0, errno != EEXIST { throw failure(folder, errno) }
    }
  }

  static func failure(_ path: String, _ code: Int32) -> Failure {
    Failure("cannot make the folder '\(path)': \(String(cString: strerror(code)))")
  }

  /// Adds a line to a file in one write.
  static func append(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.unwritten(path, errno) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.unwritten(path, count < 0 ? errno : EIO) }
      written += count
    }
  }

  private static func unwritten(_ path: String, _ code: Int32) -> Failure {
    Failure("cannot write '\(path)': \(String(cString: strerror(code)).lowercased())")
  }
}
