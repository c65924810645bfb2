import CEdit
@preconcurrency import Glibc

/// Standard streams and what is known of the terminal behind them.
enum Terminal {
  /// Writes all of a text and flushes it; the system's error number where that failed, else 0.
  @discardableResult
  static func write(_ text: String, to stream: UnsafeMutablePointer<FILE>?) -> Int32 {
    guard let stream else { return EBADF }
    var text = text
    let count = text.withUTF8 { bytes in
      // The C library wants a pointer to the bytes; nothing outlives the call.
      fwrite(bytes.baseAddress, 1, bytes.count, stream)
    }
    guard count == text.utf8.count, fflush(stream) == 0 else {
      let code = errno
      clearerr(stream)
      return code
    }
    return 0
  }

  /// Columns and rows of the terminal on standard output, or nil.
  static var size: (columns: Int, rows: Int)? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cedit_terminal_size(STDOUT_FILENO, &columns, &rows) != 0 else { return nil }
    return (Int(columns), Int(rows))
  }
}

extension Terminal {
  /// Writes text under the line being edited; the caller asks for a new drawing of the line.
  static func writeBelow(_ text: String) { write("\n" + text + "\n", to: stdout) }
}
