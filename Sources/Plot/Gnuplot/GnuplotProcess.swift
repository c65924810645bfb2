import CGnuplot
@preconcurrency import Glibc

/// A running gnuplot that draws one script and ends.
final class GnuplotProcess {
  private let handle: OpaquePointer

  /// The longest time that one chart may take.
  /// - Unit: milliseconds.
  private static let patience: Int32 = 60_000

  /// - Throws: when the program cannot be started.
  init(_ program: String) throws(PlotError) {
    var error: Int32 = 0
    guard let handle = cgnuplot_open(program, &error) else {
      throw .notStarted(program, reason: String(cString: strerror(error)))
    }
    self.handle = handle
  }

  deinit { cgnuplot_close(handle) }

  /// Sends the script, waits for the end and returns what was drawn.
  /// - Throws: when gnuplot dies, complains or does not end.
  func run(_ script: GnuplotScript) throws(PlotError) -> [UInt8] {
    let isSent = script.steps.allSatisfy(send)
    let status = cgnuplot_finish(handle, Self.patience)
    if status == -1 { throw .tooSlow }
    guard isSent, status == 0 else {
      throw .failed(status: status, messages: messages())
    }
    return drawing()
  }

  private func send(_ step: GnuplotScript.Step) -> Bool {
    switch step {
    case .text(let text):
      var text = text
      // The bytes are only read during the call.
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          cgnuplot_text(handle, $0.baseAddress, $0.count) == 0
        }
      }
    case .rows(let values, _):
      return values.withUnsafeBufferPointer {
        cgnuplot_doubles(handle, $0.baseAddress, $0.count) == 0
      }
    }
  }

  /// The lines that say what is wrong, without the echo of the script and its caret.
  private func messages() -> [String] {
    let text = String(cString: cgnuplot_messages(handle))
    return text.split(separator: "\n").map { Self.trimmed(Substring($0)) }.filter {
      !$0.isEmpty && $0 != "^"
    }
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while line.first?.isWhitespace == true { line.removeFirst() }
    while line.last?.isWhitespace == true { line.removeLast() }
    return String(line)
  }

  private func drawing() -> [UInt8] {
    var length = 0
    guard let bytes = cgnuplot_drawing(handle, &length) else { return [] }
    // The memory belongs to the process's handle: copy it.
    return Array(UnsafeBufferPointer(start: bytes, count: length))
  }
}

extension PlotError {
  fileprivate static func notStarted(_ program: String, reason: String) -> PlotError {
    PlotError("cannot start '\(program)': \(reason)")
  }

  fileprivate static var tooSlow: PlotError { PlotError("gnuplot did not finish in 60 s") }

  fileprivate static func failed(status: Int32, messages: [String]) -> PlotError {
    let said = messages.last.map { ": \($0)" } ?? ""
    if status > 128 { return PlotError("gnuplot was ended by signal \(status - 128)\(said)") }
    if said.isEmpty { return PlotError("gnuplot ended early with status \(status)") }
    return PlotError("gnuplot failed\(said)")
  }
}
