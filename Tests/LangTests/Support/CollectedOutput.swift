import Synchronization

@testable import Lang

/// Collects what a session writes.
final class CollectedOutput: SessionOutput {
  private let state = Mutex<(results: [String], notes: [String], all: [String])>(([], [], []))

  var results: [String] { state.withLock { $0.results } }
  var notes: [String] { state.withLock { $0.notes } }
  /// Both streams in the order written.
  var all: [String] { state.withLock { $0.all } }
  let isTerminal = false
  let size: (columns: Int, rows: Int) = (79, 24)

  func result(_ text: String) {
    state.withLock {
      $0.results.append(text)
      $0.all.append(text)
    }
  }

  func note(_ text: String) {
    state.withLock {
      $0.notes.append(text)
      $0.all.append(text)
    }
  }

  func progress(_ text: String, isFinal: Bool) {}

  func clear() { state.withLock { $0 = ([], [], []) } }
}
