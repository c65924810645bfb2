import Runtime

/// Makes a trading rule of the runtime callable: `limit_long(hold=4, fee=2bp)` is a rule.
enum RuleFunction<Kind: RuleEntry>: Function {
  static var signature: Signature { Kind.signature }

  static func call(_ call: CommandCall) throws -> Value {
    let rule = try Kind.make(RuleArguments(try call.runtimeOptions()))
    let text = call.session.text(call.span)
    return .object(LimitRuleValue(rule, text: text.isEmpty ? signature.name : text))
  }
}

extension FunctionCatalog {
  /// One function per rule of the runtime's catalog.
  static let rules: [any Function.Type] = RuleCatalog.all.map { function(for: $0) }

  private static func function<Kind: RuleEntry>(for kind: Kind.Type) -> any Function.Type {
    RuleFunction<Kind>.self
  }
}
