@preconcurrency import Glibc
import Synchronization

/// Writes a training to its folder as it goes: each epoch a line, checkpoints as often as they cost
/// little, the end.
///
/// What cannot be written (a full disk) stops no training: the first reason is kept, and writing is
/// tried again at the next epoch. Used by the thread that has the trainer.
public final class RunRecorder: @unchecked Sendable {
  public let folder: RunFolder
  private let problem: TrainingProblem
  private var card: RunCard
  private var slot = 0
  /// Epochs in `history.jsonl`.
  private var written = 0
  private var lastCheckpoint = Stopwatch.now
  private var cost = 0.0
  private let trouble = Mutex<String?>(nil)

  /// Checkpoints take at most a fiftieth of the time, and are no closer than this, in seconds.
  private static let leastSeconds = 2.0

  /// Begins a folder.
  ///
  /// - Parameters:
  ///   - script: Statements that make the training again.
  /// - Throws: `Failure` when the folder cannot be written.
  public convenience init(_ run: Run, in root: String, script: String) throws {
    let folder = try RunFolder.make(in: root, name: run.name)
    let card = RunCard(
      run, process: Int(getpid()), started: Double(time(nil)))
    try self.init(folder, run.problem, card)
    try folder.write(script: script)
    try folder.write(card)
  }

  /// Goes on in the folder that a training was taken from.
  ///
  /// - Parameters:
  ///   - slot: The checkpoint that it was taken from; the other one is written next.
  public convenience init(_ run: Run, resuming folder: RunFolder, slot: Int) throws {
    var card = try folder.card()
    card.process = Int(getpid())
    try self.init(folder, run.problem, card)
    self.slot = 1 - slot
    try folder.write(history: run.state.history)
    written = run.state.history.count
  }

  private init(_ folder: RunFolder, _ problem: TrainingProblem, _ card: RunCard) throws {
    (self.folder, self.problem, self.card) = (folder, problem, card)
  }

  /// Why something could not be written, once.
  public func takeTrouble() -> String? {
    trouble.withLock { reason in
      defer { reason = nil }
      return reason
    }
  }

  // MARK: On the way

  /// Whether the time since the last checkpoint pays for another one.
  var isDue: Bool { Stopwatch.now - lastCheckpoint > max(Self.leastSeconds, 50 * cost) }

  func begin(_ state: RunState) {
    trying {
      card.update(state, .running)
      try folder.write(card)
      try folder.log("begins at epoch \(state.epoch + 1), batch \(state.batch)")
    }
  }

  func endEpoch(_ state: RunState) {
    trying {
      try writeHistory(state)
    }
    if isDue { checkpoint(state) }
  }

  func checkpoint(_ state: RunState) {
    let start = Stopwatch.now
    trying {
      try folder.checkpoint(state, of: problem, slot: slot)
      slot = 1 - slot
    }
    lastCheckpoint = Stopwatch.now
    cost = lastCheckpoint - start
  }

  /// The training was paused, has finished or failed.
  func leave(_ state: RunState, _ status: RunSnapshot.Status) {
    trying { try writeHistory(state) }
    checkpoint(state)
    trying {
      var word = RunFolder.Status.paused
      switch status {
      case .finished:
        word = .finished
        let tensors = WeightsFile.tensors(state.keptWeights, of: problem.network)
        try AtomicFile.write(
          tensors.bytes, to: folder.file("weights.safetensors"), isInterruptible: false)
        try folder.log("ended: \(state.ending)")
      case .failed(let message):
        word = .failed
        try folder.log("failed: \(message)")
      default: try folder.log("paused at epoch \(state.epoch + 1), batch \(state.batch)")
      }
      card.update(state, word)
      try folder.write(card)
    }
  }

  /// The scores of parts, as an object by part.
  public func write(metrics: String) {
    trying {
      try AtomicFile.write(
        Array(metrics.utf8), to: folder.file("metrics.json"), isInterruptible: false)
    }
  }

  /// The statements again, with what was done on the way.
  public func write(script: String) { trying { try folder.write(script: script) } }

  // MARK: Lines

  /// Appends the new epochs; after a rollback all are written anew.
  private func writeHistory(_ state: RunState) throws {
    let count = state.history.count
    if count == written + 1, let record = state.history.last {
      try folder.append(record)
      try folder.log(line(record, state))
    } else if count != written {
      try folder.write(history: state.history)
    }
    written = count
  }

  private func line(_ record: EpochRecord, _ state: RunState) -> String {
    func short(_ value: Double) -> String { NumberFormat.general(value, digits: 6) }
    var parts = [
      "epoch \(record.epoch)/\(state.options.epochs)", "train \(short(record.trainLoss))",
      "val \(short(record.validationLoss))", "lr \(short(record.learningRate))",
      "grad \(short(record.gradientNorm))",
      "best \(card.monitor) \(short(state.bestValue)) of epoch \(state.bestEpoch)",
    ]
    if state.options.stop > 0 {
      parts.append("patience left \(max(0, state.options.stop - state.waited))")
    }
    if record.badBatches > 0 { parts.append("bad batches \(record.badBatches)") }
    parts += record.scores.map { "\($0.name) \(short($0.value))" }
    parts += record.tracks.map { "\($0.name) \(short($0.value))" }
    parts.append("\(NumberFormat.fixed(record.seconds, decimals: 2)) s")
    return parts.joined(separator: "  ")
  }

  private func trying(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      let message = (error as? Failure)?.message ?? "\(error)"
      trouble.withLock { if $0 == nil { $0 = message } }
    }
  }
}
