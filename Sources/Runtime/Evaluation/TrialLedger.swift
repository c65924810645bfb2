@preconcurrency import Glibc
import Synchronization

/// Every evaluation of the session and of those before it, each once.
///
/// The file is a line of JSON per trial, only ever appended to; a last line that was cut off by a
/// crash is passed over, and the next trial begins a line of its own.
public final class TrialLedger: Sendable {
  private struct State: Sendable {
    var entries: [TrialEntry] = []
    var places: [String: Int] = [:]
    var unsealings: [Unsealing] = []
    var isRead = false
    /// Why trials are not kept in the file; said once.
    var trouble: String?
  }

  /// nil keeps trials for the session alone.
  public let path: String?
  private let state = Mutex(State())

  public init(path: String? = nil) { self.path = path }

  /// Keeps a trial.
  ///
  /// - Returns: False where it is known already: equal hashes count once.
  @discardableResult
  public func add(_ entry: TrialEntry) -> Bool {
    state.withLock { state in
      read(&state)
      guard state.places[entry.hash] == nil else { return false }
      let dated = entry.at(time(nil))
      state.places[entry.hash] = state.entries.count
      state.entries.append(dated)
      if let path { append(dated.json, to: path, &state) }
      return true
    }
  }

  /// Keeps the opening of a sealed test part.
  public func add(_ unsealing: Unsealing) {
    state.withLock { state in
      read(&state)
      let dated = Unsealing(
        market: unsealing.market, reason: unsealing.reason, time: time(nil))
      state.unsealings.append(dated)
      if let path { append(dated.json, to: path, &state) }
    }
  }

  /// All openings, the oldest first.
  public var unsealings: [Unsealing] {
    state.withLock { state in
      read(&state)
      return state.unsealings
    }
  }

  /// How many different things were looked at on the test part of some bars.
  public func testLooks(market: String) -> Int {
    entries.count { $0.part == PartName.test.rawValue && $0.market == market }
  }

  /// All trials, the oldest first.
  public var entries: [TrialEntry] {
    state.withLock { state in
      read(&state)
      return state.entries
    }
  }

  /// How many different trials there were.
  public var count: Int { entries.count }

  /// The dated daily returns of the trials that have some, the oldest first.
  public var returns: [(hash: String, days: [Int], returns: [Double])] {
    entries.filter { !$0.returns.isEmpty }.map { ($0.hash, $0.days, $0.returns) }
  }

  /// Why the file does not take trials; nil while all is well. Asked once, it is forgotten.
  public func takeTrouble() -> String? {
    state.withLock { state in
      defer { state.trouble = nil }
      return state.trouble
    }
  }

  private func read(_ state: inout State) {
    guard !state.isRead else { return }
    state.isRead = true
    guard let path, access(path, F_OK) == 0, let bytes = try? AtomicFile.read(path) else { return }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let json = try? JsonParser.parse(Array(line)) else { continue }
      if let unsealing = Unsealing(json: json) { state.unsealings.append(unsealing) }
      guard let entry = try? TrialEntry(json: json), state.places[entry.hash] == nil
      else { continue }
      state.places[entry.hash] = state.entries.count
      state.entries.append(entry)
    }
  }

  /// One write of a whole line, after a line break where the last line has none.
  private func append(_ json: Json, to path: String, _ state: inout State) {
    Self.makeFolder(of: path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      state.trouble = "\(path) cannot be written: \(String(cString: strerror(errno)).lowercased())"
      return
    }
    defer { close(descriptor) }
    var text = json.text() + "\n"
    var last: UInt8 = UInt8(ascii: "\n")
    let end = lseek(descriptor, 0, SEEK_END)
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
      text = "\n" + text
    }
    let bytes = Array(text.utf8)
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if written != bytes.count {
      state.trouble = "\(path) did not take the last trial: \(String(cString: strerror(errno)))"
    }
  }

  private static func makeFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    try? Folder.make(String(path[..<slash]))
  }
}
