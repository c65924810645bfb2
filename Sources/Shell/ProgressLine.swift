@preconcurrency import Glibc
import Synchronization

/// One line of standard error that is drawn over on a terminal; in a log only final lines appear.
final class ProgressLine: Sendable {
  private let isTerminal: Bool
  private let isOpen = Mutex(false)

  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  func show(_ text: String, isFinal: Bool, width: Int) {
    guard isTerminal else {
      if isFinal { Terminal.write(text + "\n", to: stderr) }
      return
    }
    isOpen.withLock { isOpen in
      // Nothing to say: the line goes away.
      if text.isEmpty, !isFinal {
        if isOpen { Terminal.write("\r\u{1B}[K", to: stderr) }
        isOpen = false
        return
      }
      let cut = isFinal ? text : String(text.prefix(max(1, width - 1)))
      Terminal.write("\r\u{1B}[K" + cut + (isFinal ? "\n" : ""), to: stderr)
      isOpen = !isFinal
    }
  }

  /// Takes an open line away, so that other output starts on a line of its own.
  func finish() {
    isOpen.withLock { isOpen in
      if isOpen { Terminal.write("\r\u{1B}[K", to: stderr) }
      isOpen = false
    }
  }
}
