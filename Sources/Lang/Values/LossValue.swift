import Runtime

/// A loss as it was written, with the values its options have been given.
public final class LossValue: ObjectValue {
  public let function: FunctionValue
  /// Options given by `trade(hold=4)`; the others have their defaults.
  public let options: [String: Value]

  public init(_ function: FunctionValue, options: [String: Value] = [:]) {
    self.function = function
    self.options = options
  }

  public var name: String { function.name }
  /// What the loss takes by name: `p`, `y`, `bar`, `w`.
  public var inputs: [String] {
    function.formals.filter { !$0.isOption }.map(\.name.text)
  }
  public var optionNames: [String] { function.formals.filter(\.isOption).map(\.name.text) }

  /// The word for weights that make every class count the same.
  static let balanced = "balanced"

  public let typeName = "loss"
  public var summary: String {
    let given = optionNames.compactMap { name in
      options[name]?.number.map { "\(name)=\(NumberFormat.general($0))" }
    }
    return "loss \(function.head)" + (given.isEmpty ? "" : " with \(given.joined(separator: " "))")
  }
  public func describe(_ printer: PrintContext) -> String { summary }
  public var memberNames: [String] { optionNames }
  public func member(_ name: String) throws -> Value? { options[name] }
}

extension LossValue: CallableObject {
  /// With options alone the loss with these options; with inputs its value on plain series.
  func call(_ arguments: [BoundArgument], at span: Span, in session: Session) throws -> Value {
    var options = options
    var inputs: [Value] = []
    var named: [String: Value] = [:]
    for argument in arguments {
      guard let label = argument.label else {
        inputs.append(argument.value)
        continue
      }
      if self.inputs.contains(label.text) {
        named[label.text] = argument.value
      } else if optionNames.contains(label.text) {
        options[label.text] = try Self.plain(argument, session)
      } else {
        throw unknown(label)
      }
    }
    if inputs.isEmpty, named.isEmpty {
      return .object(LossValue(function, options: options))
    }
    let places = try Calls.formals(
      of: function, labels: arguments.map(\.label), span: span)
    var values = function.formals.map { options[$0.name.text] ?? .unset }
    for (place, argument) in zip(places, arguments) { values[place] = argument.value }
    return try session.call(function, with: values)
  }

  /// Numbers, texts and the like: what an option of a loss may be.
  private static func plain(_ argument: BoundArgument, _ session: Session) throws -> Value {
    let value = try session.resolved(argument.value)
    switch value {
    // The word of class weights, which is also the name of a preset.
    case .record where session.text(argument.span) == balanced: return .text(balanced)
    case .number, .boolean, .text, .duration, .none: return value
    case .list(let items) where items.allSatisfy({ $0.number != nil }): return value
    case .series where session.trace != nil: return value
    case .range(let range) where range.lower?.number != nil && range.upper?.number != nil:
      return value
    default:
      throw Diagnostic("a loss option is a number, not \(value.described)", at: argument.span)
    }
  }

  private func unknown(_ label: Identifier) -> Diagnostic {
    let near = DidYouMean.closest(to: label.text, in: optionNames)
    return Diagnostic(
      "loss \(name) has no option '\(label.text)'", at: label.span,
      hint: near.map { "did you mean '\($0)'?" } ?? function.head)
  }
}
