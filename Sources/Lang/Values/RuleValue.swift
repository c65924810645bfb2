import Runtime

/// A trading rule with the values its options have been given.
///
/// Options that have the name of an option of execution are that, too: `fee=2bp` of a rule is what its
/// trades cost.
public final class RuleValue: ObjectValue {
  public let function: FunctionValue
  /// Options given, the rule's own and those of execution.
  let options: [String: Value]
  let signature: Signature

  init(_ function: FunctionValue, signature: Signature? = nil, options: [String: Value] = [:]) {
    (self.function, self.options) = (function, options)
    self.signature = signature ?? RuleSignature(function.syntax).signature
  }

  public var name: String { function.name }
  var inputs: [String] { function.formals.filter { !$0.isOption }.map(\.name.text) }
  var optionNames: [String] { function.formals.filter(\.isOption).map(\.name.text) }

  public let typeName = "rule"
  public var summary: String { "rule \(text)" }

  /// As a script writes it: `limit_long(hold=4, fee=0.0002)`.
  var text: String {
    let names = signature.options.map(\.name).filter { options[$0] != nil }
    let given = names.map { "\($0)=\(options[$0]?.line() ?? "")" }
    return given.isEmpty ? name : "\(name)(\(given.joined(separator: ", ")))"
  }

  public func describe(_ printer: PrintContext) -> String { summary }
  public var memberNames: [String] { optionNames }
  public func member(_ name: String) throws -> Value? { options[name] }

  /// The same rule with further options, which go before those it has.
  func with(_ more: [String: Value]) -> RuleValue {
    RuleValue(function, signature: signature, options: options.merging(more) { $1 })
  }

  /// The value of each of its own options: given, or the default.
  func optionValues(in session: Session) throws -> [(name: String, value: Value)] {
    try function.formals.filter(\.isOption).map { formal in
      let name = formal.name.text
      if let value = options[name] { return (name, value) }
      return (name, try formal.defaultValue.map { try session.value(of: $0) } ?? .none)
    }
  }

  /// Its options of execution, defaults of its own among them.
  func executionOptions(in session: Session) throws -> [String: Value] {
    var values = options.filter { ExecutionOptions.parameter($0.key) != nil }
    for (name, value) in try optionValues(in: session)
    where ExecutionOptions.parameter(name) != nil { values[name] = value }
    return values
  }
}

extension RuleValue: CallableObject {
  /// With options alone the rule with these options; with predictions and bars what it makes of them.
  func call(_ arguments: [BoundArgument], at span: Span, in session: Session) throws -> Value {
    let site = CallSite(
      callee: .named(name), arguments: [], span: span, calleeSpan: span, resultName: nil,
      inBackground: false, block: -1, body: nil)
    let call = try CallBinding(session: session, site: site).bind(signature, arguments)
    var given = call.values
    let (p, bar) = (given.removeValue(forKey: "p"), given.removeValue(forKey: "bar"))
    let rule = with(given)
    guard p != nil || bar != nil else { return .object(rule) }
    guard case .frame(let frame)? = bar ?? session.frameInUse.map({ .frame($0) }) else {
      throw Diagnostic("\(name): 'bar' must be a frame", at: call.spans["bar"] ?? span)
    }
    return try rule.value(p: p ?? .none, bar: frame, in: session)
  }

  /// What the body returns.
  func value(p: Value, bar: FrameValue, in session: Session) throws -> Value {
    let values = Dictionary(
      try optionValues(in: session).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    return try value(p: p, bar: bar, options: values, in: session)
  }

  func value(
    p: Value, bar: FrameValue, options: [String: Value], in session: Session
  ) throws -> Value {
    let arguments = try function.formals.map { formal -> Value in
      if formal.isOption { return options[formal.name.text] ?? .none }
      switch formal.name.text {
      case "p": return p
      case "bar": return .frame(bar)
      default:
        throw Diagnostic(
          "a rule takes p and bar by name, not '\(formal.name.text)'", at: formal.name.span,
          hint: "options stand after a semicolon: rule \(name)(p, bar; k=1)")
      }
    }
    return try session.call(function, with: arguments)
  }
}
