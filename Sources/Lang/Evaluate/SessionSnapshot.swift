import Runtime

/// What the body of a loss may read of a session, kept for tracing on another thread.
struct SessionSnapshot: Sendable {
  let variables: VariableTable
  let frameInUse: FrameValue?
  let sources: SourceMap
}

extension Session {
  func snapshot() -> SessionSnapshot {
    var settled = variables
    settled.settle()
    return SessionSnapshot(variables: settled, frameInUse: frameInUse, sources: sources)
  }

  /// A silent session that sees the same names.
  convenience init(_ snapshot: SessionSnapshot) {
    self.init(output: SilentOutput())
    variables = snapshot.variables
    frameInUse = snapshot.frameInUse
    sources = snapshot.sources
  }
}

/// Drops everything.
final class SilentOutput: SessionOutput {
  let isTerminal = false
  let size: (columns: Int, rows: Int) = (79, 24)
  func result(_ text: String) {}
  func note(_ text: String) {}
  func progress(_ text: String, isFinal: Bool) {}
}
