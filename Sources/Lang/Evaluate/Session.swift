import Runtime

/// Where a session writes; the shell gives one, tests give one that collects text.
public protocol SessionOutput: AnyObject, Sendable {
  /// Results: standard output. The text ends without a line break; one is added.
  func result(_ text: String)
  /// Errors, warnings and timings: standard error.
  func note(_ text: String)
  /// A line that replaces the last one on a terminal and is a plain line in a log; standard error.
  func progress(_ text: String, isFinal: Bool)
  var isTerminal: Bool { get }
  /// Columns and rows of the terminal; 79 x 24 without one.
  var size: (columns: Int, rows: Int) { get }
}

/// One interactive session or script run: variables, the frame in use, runs, settings.
public final class Session {
  /// What became of a source that was executed.
  public enum Outcome: Sendable, Equatable {
    case finished
    /// `quit` was called.
    case quit(Int32)
    case failed(exitCode: Int32)
  }

  /// Whether a text typed at the prompt is a whole program.
  public enum Completeness: Sendable, Equatable {
    case complete
    /// More lines are needed; the depth of open blocks and brackets.
    case incomplete(depth: Int)
    case invalid
  }

  /// One proposal for the word left of the cursor.
  public struct Completion: Sendable, Equatable {
    /// Replaces the word.
    public let text: String
    /// `verb`, `option`, `column`, `variable`, `path`, `function`.
    public let kind: String
    /// A short remark, shown dimmed.
    public let note: String

    public init(text: String, kind: String, note: String = "") {
      self.text = text
      self.kind = kind
      self.note = note
    }
  }

  public let output: any SessionOutput

  public init(output: any SessionOutput) {
    self.output = output
  }

  /// Parses, checks and runs a text; prints results and rendered diagnostics.
  public func execute(_ text: String, name: String = "prompt", folder: String? = nil) -> Outcome {
    .finished
  }

  public func completeness(of text: String) -> Completeness { .complete }

  /// Proposals for `text` with the cursor at the UTF-8 offset `cursor`; `replacing` is the range of
  /// the word that a proposal replaces.
  public func completions(
    of text: String, at cursor: Int
  ) -> (replacing: Range<Int>, proposals: [Completion]) {
    (cursor..<cursor, [])
  }

  /// `fml> `, or `fml[s1 3:31]> ` while a training is paused.
  public var prompt: String { "fml> " }

  /// Presses on a param or a setting before the run: `--set name=value`.
  ///
  /// - Throws: `Diagnostic` for an unknown name or a value that does not parse.
  public func set(_ name: String, to text: String) throws {}
}
