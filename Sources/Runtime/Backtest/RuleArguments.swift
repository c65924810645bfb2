/// The options of a rule, bound by its signature: by name, defaults filled in or absent.
public struct RuleArguments: Sendable {
  public let values: [String: OperatorArgument]

  public init(_ values: [String: OperatorArgument] = [:]) { self.values = values }

  /// The number given, else the default of the parameter, else nil.
  func number(_ parameter: Parameter) throws -> Double? {
    switch values[parameter.name] {
    case .number(let value): return value
    case nil:
      if case .number(let value) = parameter.defaultValue { return value }
      return nil
    default: throw Failure.kind(parameter, "a number")
    }
  }

  func integer(_ parameter: Parameter) throws -> Int? {
    guard let value = try number(parameter) else { return nil }
    guard let whole = Int(exactly: value) else { throw Failure.kind(parameter, "a whole number") }
    return whole
  }

  /// One of the words of an enumeration.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ parameter: Parameter, of type: Choice.Type
  ) throws -> Choice? {
    switch values[parameter.name] {
    case .text(let word):
      if let choice = Choice(rawValue: word) { return choice }
      throw Failure.kind(parameter, Choice.allCases.map(\.rawValue).joined(separator: " or "))
    case nil: return nil
    default: throw Failure.kind(parameter, "a word")
    }
  }
}

extension Failure {
  fileprivate static func kind(_ parameter: Parameter, _ wanted: String) -> Failure {
    Failure("\(parameter.name)= must be \(wanted)", culprit: .parameter(parameter.name))
  }
}
