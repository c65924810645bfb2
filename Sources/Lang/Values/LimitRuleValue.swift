import Runtime

/// A built-in trading rule with its options.
public final class LimitRuleValue: ObjectValue {
  public let rule: LimitOrderRule
  /// As the script wrote it.
  public let text: String

  public init(_ rule: LimitOrderRule, text: String) {
    self.rule = rule
    self.text = text
  }

  public let typeName = "rule"
  public var summary: String { "rule \(text)" }
  public func describe(_ printer: PrintContext) -> String { summary }
  public let memberNames = ["hold"]
  public func member(_ name: String) throws -> Value? {
    name == "hold" ? .number(Double(rule.hold)) : nil
  }
}
