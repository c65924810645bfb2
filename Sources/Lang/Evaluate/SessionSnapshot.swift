import Runtime
import Synchronization

/// What the body of a loss may read of a session, kept for tracing on another thread.
struct SessionSnapshot: Sendable {
  let variables: VariableTable
  let frameInUse: FrameValue?
  let sources: SourceMap
  var placebo: Placebo?
}

extension Session {
  func snapshot() -> SessionSnapshot {
    var settled = variables
    settled.settle()
    return SessionSnapshot(
      variables: settled, frameInUse: frameInUse, sources: sources, placebo: placebo)
  }

  /// A silent session that sees the same names.
  convenience init(_ snapshot: SessionSnapshot) {
    self.init(output: SilentOutput())
    variables = snapshot.variables
    frameInUse = snapshot.frameInUse
    sources = snapshot.sources
    placebo = snapshot.placebo
  }
}

/// Drops everything but the last note.
final class SilentOutput: SessionOutput {
  private let note = Mutex<String?>(nil)
  /// The error that ended a text, as it would have been shown.
  var lastNote: String? { note.withLock { $0 } }
  let isTerminal = false
  let size: (columns: Int, rows: Int) = (79, 24)
  func result(_ text: String) {}
  func note(_ text: String) { note.withLock { $0 = text } }
  func progress(_ text: String, isFinal: Bool) {}
}
