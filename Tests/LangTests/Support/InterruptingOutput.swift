import Runtime
import Synchronization

@testable import Lang

/// Presses Ctrl-C at a progress line, as somebody at the prompt would.
final class InterruptingOutput: SessionOutput {
  private let beginning: String
  private let state: Mutex<(left: Int, shown: String, notes: [String], results: [String])>

  /// - Parameter times: The line that begins so and so often interrupts.
  init(at beginning: String, times: Int = 1) {
    self.beginning = beginning
    state = Mutex((times, "", [], []))
  }

  /// Whether the line came.
  var hasInterrupted: Bool { state.withLock { $0.left <= 0 } }
  /// The progress line that stands there still.
  var shown: String { state.withLock { $0.shown } }
  var notes: [String] { state.withLock { $0.notes } }
  var results: [String] { state.withLock { $0.results } }
  let isTerminal = true
  let size: (columns: Int, rows: Int) = (79, 24)

  func result(_ text: String) { state.withLock { $0.results.append(text) } }
  func note(_ text: String) { state.withLock { $0.notes.append(text) } }

  func progress(_ text: String, isFinal: Bool) {
    let isDue = state.withLock { state -> Bool in
      state.shown = isFinal ? "" : text
      guard state.left > 0, text.hasPrefix(beginning) else { return false }
      state.left -= 1
      return state.left == 0
    }
    if isDue { Interrupt.request() }
  }
}
