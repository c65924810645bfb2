/// A trading rule of the language: one file, one line in `RuleCatalog`.
public protocol RuleEntry: Entry {
  /// - Throws: `Failure` naming the option whose value makes no sense.
  static func make(_ arguments: RuleArguments) throws -> LimitOrderRule
}

/// Every built-in trading rule, one line each.
public enum RuleCatalog {
  public static let all: [any RuleEntry.Type] = [
    LimitLong.self,
    LimitShort.self,
  ]

  public static func rule(named name: String) -> (any RuleEntry.Type)? {
    all.first { $0.signature.name == name }
  }
}
