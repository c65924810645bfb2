@preconcurrency import Glibc

/// The states of a training at the ends of its epochs, for `rollback`.
///
/// The vectors of a large network lie in a temporary file without a name, which the system removes
/// with the process; where the file cannot be written they stay in memory. Used by one thread at a
/// time, the one that has its trainer.
final class StateArchive: @unchecked Sendable {
  private struct Entry {
    /// Without its vectors where they are in the file.
    var state: RunState
    var slot: Int?
  }

  /// States kept, and the bytes they may take; the oldest go first.
  private static let mostStates = 100
  private static let mostBytes = 1 << 30
  /// Networks with fewer weights stay in memory.
  private static let smallestOnDisk = 1 << 16

  private var entries: [Entry] = []
  private var descriptor: Int32 = -1
  private var appended = 0

  init(_ first: RunState) { append(first) }

  /// The same epochs in a file of its own; those that cannot be read are left out.
  init(copying other: StateArchive) {
    for epoch in other.epochs {
      if let state = try? other.state(ofEpoch: epoch) { append(state) }
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Keeps what going back needs; history and order follow from the rest.
  func append(_ state: RunState) {
    var entry = Entry(state: state, slot: nil)
    entry.state.history = []
    entry.state.order = []
    let count = state.weights.count
    let bytes = max(1, count * 16)
    let most = min(Self.mostStates, max(2, Self.mostBytes / bytes))
    if entries.count >= most { entries.removeFirst(entries.count - most + 1) }
    if count >= Self.smallestOnDisk, write(state, slot: appended % most) {
      entry.slot = appended % most
      (entry.state.weights, entry.state.bestWeights) = ([], [])
      (entry.state.firstMoment, entry.state.secondMoment) = ([], [])
    }
    appended += 1
    entries.append(entry)
  }

  /// Epochs that can be gone back to, ascending.
  var epochs: [Int] {
    Set(entries.filter { $0.state.cursor == 0 }.map(\.state.epoch)).sorted()
  }

  /// The state at the end of an epoch; nil when it is not kept.
  ///
  /// - Throws: `Failure` when the file cannot be read.
  func state(ofEpoch epoch: Int) throws -> RunState? {
    guard let entry = entries.last(where: { $0.state.epoch == epoch && $0.state.cursor == 0 })
    else { return nil }
    guard let slot = entry.slot else { return entry.state }
    var state = entry.state
    let vectors = try read(slot: slot)
    (state.weights, state.bestWeights) = (vectors[0], vectors[1])
    (state.firstMoment, state.secondMoment) = (vectors[2], vectors[3])
    return state
  }

  // MARK: File

  private var vectorCount = 0

  private func write(_ state: RunState, slot: Int) -> Bool {
    guard open() else { return false }
    vectorCount = state.weights.count
    let vectors = [state.weights, state.bestWeights, state.firstMoment, state.secondMoment]
    for (index, vector) in vectors.enumerated() {
      guard vector.count == vectorCount else { return false }
      let start = (slot * 4 + index) * vectorCount * 4
      let isWritten = vector.withUnsafeBytes { bytes in
        Self.transfer(bytes.count) { done in
          pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, start + done)
        }
      }
      guard isWritten else { return false }
    }
    return true
  }

  private func read(slot: Int) throws -> [[Float]] {
    try (0..<4).map { index in
      var vector = [Float](repeating: 0, count: vectorCount)
      let start = (slot * 4 + index) * vectorCount * 4
      let isRead = vector.withUnsafeMutableBytes { bytes in
        Self.transfer(bytes.count) { done in
          pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, start + done)
        }
      }
      guard isRead else { throw Failure("the temporary file of past epochs cannot be read") }
      return vector
    }
  }

  private func open() -> Bool {
    guard descriptor < 0 else { return true }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/fml-epochs-" + String(repeating: "X", count: 6)
    var template = Array(path.utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return false }
    unlink(template)
    return true
  }

  /// Repeats a transfer until all bytes are through; false on an error.
  private static func transfer(_ count: Int, _ body: (Int) -> Int) -> Bool {
    var done = 0
    while done < count {
      let step = body(done)
      if step < 0, errno == EINTR { continue }
      guard step > 0 else { return false }
      done += step
    }
    return true
  }
}
