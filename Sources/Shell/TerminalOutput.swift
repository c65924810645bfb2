import Lang

@preconcurrency import Glibc

/// Results to standard output, everything else to standard error.
final class TerminalOutput: SessionOutput {
  let isTerminal = isatty(STDOUT_FILENO) != 0
  private let progressLine = ProgressLine(isTerminal: isatty(STDERR_FILENO) != 0)

  var size: (columns: Int, rows: Int) { Terminal.size ?? (columns: 79, rows: 24) }

  func result(_ text: String) {
    progressLine.finish()
    Terminal.write(text + "\n", to: stdout)
  }

  func note(_ text: String) {
    progressLine.finish()
    Terminal.write(text + "\n", to: stderr)
  }

  func progress(_ text: String, isFinal: Bool) {
    progressLine.show(text, isFinal: isFinal, width: size.columns)
  }
}
