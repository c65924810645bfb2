@preconcurrency import Glibc
import Lang
import Runtime
import Synchronization

/// The prompt: reads lines, joins blocks, runs them, keeps the history.
final class Repl {
  private let session: Session
  private let output: TerminalOutput
  private let history = HistoryFile.standard()

  init(session: Session, output: TerminalOutput) {
    self.session = session
    self.output = output
    session.isInteractive = true
  }

  func run() -> Int32 {
    guard let editor = LineEditor(complete: { [unowned self] in complete($0, cursor: $1) }) else {
      Terminal.write("fml: the terminal cannot be set up for editing\n", to: stderr)
      return ExitCode.failure
    }
    for line in history?.lines() ?? [] { editor.remember(line) }
    output.result(session.banner)
    while true {
      session.settleBackground()
      guard let text = readBlock(editor) else { continue }
      switch text {
      case .end:
        output.result("")
        if session.mayLeave() {
          session.pauseBackground()
          return ExitCode.success
        }
      case .block(let block):
        Interrupt.clear()
        Signals.wasPressed.store(false, ordering: .relaxed)
        if case .quit(let code) = session.execute(block) {
          session.pauseBackground()
          return code
        }
        if Signals.wasPressed.load(ordering: .relaxed) { editor.dropPasted() }
      }
    }
  }

  private enum Input {
    case block(String)
    case end
  }

  /// Lines up to a complete statement; nil when Ctrl-C dropped them or there was nothing in them.
  private func readBlock(_ editor: LineEditor) -> Input? {
    var block = ""
    while true {
      let isFirst = block.isEmpty
      switch editor.read(prompt: isFirst ? session.prompt : continuation) {
      case .interrupted: return nil
      case .end: return isFirst ? .end : nil
      case .text(let line):
        if isFirst, line.allSatisfy({ $0 == " " || $0 == "\t" }) { return nil }
        if line.contains(where: { $0 != " " }) {
          editor.remember(line)
          history?.append(line)
        }
        block += isFirst ? line : "\n" + line
        if case .incomplete = session.completeness(of: block) { continue }
        return .block(block)
      }
    }
  }

  private var continuation: String {
    String(repeating: " ", count: max(0, session.prompt.count - 4)) + "... "
  }

  private func complete(_ line: String, cursor: Int) -> CompletionList {
    let (replacing, proposals) = session.completions(of: line, at: cursor)
    let bytes = Array(line.utf8)
    let upper = min(cursor, bytes.count)
    let lower = min(max(0, replacing.lowerBound), upper)
    return CompletionList(
      word: String(decoding: bytes[lower..<upper], as: UTF8.self), proposals: proposals)
  }
}
