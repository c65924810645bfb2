/// Where a session writes; the shell gives one, tests give one that collects text.
public protocol SessionOutput: AnyObject, Sendable {
  /// Results: standard output. The text ends without a line break; one is added.
  func result(_ text: String)
  /// Errors, warnings and timings: standard error.
  func note(_ text: String)
  /// A line that replaces the last one on a terminal and is a plain line in a log; standard error. An empty
  /// one that is not final takes the last one away.
  func progress(_ text: String, isFinal: Bool)
  var isTerminal: Bool { get }
  /// Columns and rows of the terminal; 79 x 24 without one.
  var size: (columns: Int, rows: Int) { get }
}
