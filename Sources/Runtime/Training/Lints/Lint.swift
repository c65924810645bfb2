/// Looks for one kind of trouble in a training and names its cause in the user's words.
public protocol Lint: SendableMetatype {
  /// Lower snake case. What a lint says of one output is said once.
  static var name: String { get }
  /// Whether it is said as soon as an epoch shows it, and not only at the end.
  static var isUrgent: Bool { get }
  /// Lints whose finding explains this one, which then goes without saying.
  static var causes: [any Lint.Type] { get }

  /// What is known before the first batch.
  static func before(_ start: LintStart) -> [LintFinding]

  /// What the epochs so far show.
  static func after(_ course: LintCourse) -> [LintFinding]
}

extension Lint {
  public static var isUrgent: Bool { false }
  public static var causes: [any Lint.Type] { [] }
  public static func before(_ start: LintStart) -> [LintFinding] { [] }
  public static func after(_ course: LintCourse) -> [LintFinding] { [] }

  /// A finding of this lint.
  static func finding(_ message: String, head: String = "") -> LintFinding {
    LintFinding(lint: name, head: head, message: message, isUrgent: isUrgent)
  }
}
