/// Something wrong with a training.
public struct LintFinding: Sendable, Equatable {
  public let lint: String
  /// The output it is about; empty where there is one, or where it is about the whole training.
  public let head: String
  public let message: String
  /// Whether it is said at once and not only at the end.
  public let isUrgent: Bool

  /// The same, said at once.
  var urgent: LintFinding {
    LintFinding(lint: lint, head: head, message: message, isUrgent: true)
  }

  /// What makes it the same finding in another epoch.
  public var key: String { head.isEmpty ? lint : "\(lint) \(head)" }

  /// One sentence, of several outputs with the name of the output.
  public var text: String { head.isEmpty ? message : "head '\(head)': \(message)" }
}
