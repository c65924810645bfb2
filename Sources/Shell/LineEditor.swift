import CEdit

/// The line editor of the prompt: libedit with completion, history and bracketed paste.
final class LineEditor {
  enum Line {
    case text(String)
    /// Ctrl-C: the line, and an open block, are dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  /// Proposals for a line with the cursor at a UTF-8 offset.
  typealias Complete = (String, Int) -> CompletionList

  private let complete: Complete
  private var handle: OpaquePointer?

  init?(complete: @escaping Complete) {
    self.complete = complete
    // The C side keeps an unretained reference; the editor is closed in deinit, before it dies.
    let context = Unmanaged.passUnretained(self).toOpaque()
    handle = cedit_open("fml", context) { context, editor, line, length, cursor in
      guard let context, let line else { return Int32(CEDIT_BEEP.rawValue) }
      let owner = Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
      let bytes = UnsafeRawBufferPointer(start: line, count: Int(length))
      let text = String(decoding: bytes, as: UTF8.self)
      return Int32(owner.onTab(text, cursor: Int(cursor), editor: editor).rawValue)
    }
    if handle == nil { return nil }
  }

  deinit { cedit_close(handle) }

  func read(prompt: String) -> Line {
    var line: UnsafePointer<CChar>?
    let count = cedit_read(handle, prompt, &line)
    if count == -2 { return .interrupted }
    guard count >= 0, let line else { return .end }
    let bytes = UnsafeRawBufferPointer(start: line, count: Int(count))
    return .text(String(decoding: bytes, as: UTF8.self))
  }

  /// Forgets the lines of a paste that have not been read.
  func dropPasted() { cedit_drop_pasted(handle) }

  func remember(_ line: String) { cedit_remember(handle, line) }

  private func onTab(_ line: String, cursor: Int, editor: OpaquePointer?) -> cedit_action {
    let list = complete(line, cursor)
    guard let common = list.commonPrefix else { return CEDIT_BEEP }
    let word = list.word
    if common.utf8.count > word.utf8.count || list.proposals.count == 1 {
      let ending = Self.isQuoted(line, after: cursor) ? "" : list.ending
      guard common + ending != word else { return CEDIT_KEEP }
      cedit_delete(editor, Int32(word.unicodeScalars.count))
      _ = cedit_insert(editor, common + ending)
      return CEDIT_REFRESH
    }
    let size = Terminal.size ?? (columns: 79, rows: 24)
    Terminal.writeBelow(list.table(width: size.columns, height: size.rows))
    return CEDIT_REDISPLAY
  }

  /// True where a closing quote stands right of the cursor already.
  private static func isQuoted(_ line: String, after cursor: Int) -> Bool {
    line.utf8.dropFirst(cursor).first == UInt8(ascii: "\"")
  }
}
