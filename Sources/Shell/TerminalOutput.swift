@preconcurrency import Glibc
import Lang
import Synchronization

/// Results to standard output, everything else to standard error.
final class TerminalOutput: SessionOutput {
  let isTerminal = isatty(STDOUT_FILENO) != 0
  private let lost = Mutex<Int32>(0)
  private let progressLine = ProgressLine(isTerminal: isatty(STDERR_FILENO) != 0)

  var size: (columns: Int, rows: Int) { Terminal.size ?? (columns: 79, rows: 24) }

  /// Why results could not be written to standard output; nil when all were.
  var lostReason: String? {
    let code = lost.withLock { $0 }
    return code == 0 ? nil : String(cString: strerror(code))
  }

  func result(_ text: String) {
    progressLine.finish()
    let code = Terminal.write(text + "\n", to: stdout)
    if code != 0 { lost.withLock { $0 = code } }
  }

  func note(_ text: String) {
    progressLine.finish()
    Terminal.write(text + "\n", to: stderr)
  }

  func progress(_ text: String, isFinal: Bool) {
    progressLine.show(text, isFinal: isFinal, width: size.columns)
  }
}
