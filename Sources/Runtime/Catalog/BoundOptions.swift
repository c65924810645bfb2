/// Options bound by a signature: by name, defaults filled in by the accessors.
public struct BoundOptions: Sendable {
  public let values: [String: OperatorArgument]

  public init(_ values: [String: OperatorArgument] = [:]) { self.values = values }

  /// The number given, else the parameter's default, else nil.
  public func number(_ parameter: Parameter) throws -> Double? {
    switch values[parameter.name] {
    case .number(let value):
      if let range = parameter.range, !range.contains(value) {
        throw Failure.bound(
          parameter, "between \(plain(range.lowerBound)) and \(plain(range.upperBound))")
      }
      return value
    case nil:
      if case .number(let value) = parameter.defaultValue { return value }
      return nil
    default: throw Failure.bound(parameter, "a number")
    }
  }

  public func integer(_ parameter: Parameter) throws -> Int? {
    guard let value = try number(parameter) else { return nil }
    guard let whole = Int(exactly: value) else {
      throw Failure.bound(parameter, "a whole number")
    }
    return whole
  }

  /// Whole numbers in `range`; a single number is a list of one.
  public func integers(_ parameter: Parameter, in range: ClosedRange<Int>) throws -> [Int]? {
    let items: [OperatorArgument]
    switch values[parameter.name] {
    case .list(let list): items = list
    case .number(let value): items = [.number(value)]
    case nil: return nil
    default: throw Failure.bound(parameter, "a list of whole numbers")
    }
    return try items.map { item in
      guard case .number(let value) = item, let whole = Int(exactly: value) else {
        throw Failure.bound(parameter, "a list of whole numbers")
      }
      guard range.contains(whole) else {
        throw Failure.bound(
          parameter, "a list of numbers from \(range.lowerBound) to \(range.upperBound)")
      }
      return whole
    }
  }

  public func boolean(_ parameter: Parameter) throws -> Bool? {
    switch values[parameter.name] {
    case .boolean(let value): return value
    case nil:
      if case .boolean(let value) = parameter.defaultValue { return value }
      return nil
    default: throw Failure.bound(parameter, "true or false")
    }
  }

  /// The word given, else the default, else nil.
  public func word(_ parameter: Parameter) throws -> String? {
    switch values[parameter.name] {
    case .text(let word): return word
    case nil:
      if case .text(let word) = parameter.defaultValue { return word }
      return nil
    default: throw Failure.bound(parameter, "a word")
    }
  }

  /// One of the words of an enumeration.
  public func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ parameter: Parameter, of type: Choice.Type
  ) throws -> Choice? {
    guard let word = try word(parameter) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure.bound(parameter, "one of \(known), not '\(word)'")
    }
    return choice
  }

  /// The options as written in a script: `hidden=[32, 16], norm=layer`.
  public func text(in order: [Parameter]) -> String {
    order.compactMap { parameter in
      values[parameter.name].map { "\(parameter.name)=\(Self.text($0))" }
    }.joined(separator: ", ")
  }

  /// The values alone, in the order of the parameters: `32`.
  func plainTexts(in order: [Parameter]) -> [String] {
    order.compactMap { values[$0.name].map(Self.text) }
  }

  private static func text(_ argument: OperatorArgument) -> String {
    switch argument {
    case .number(let value): NumberFormat.shortest(value)
    case .boolean(let value): "\(value)"
    case .text(let value): value
    case .duration(let length): DateFormat.duration(length)
    case .list(let items): "[\(items.map(text).joined(separator: ", "))]"
    case .record(let fields): record(fields)
    case .series: "series"
    }
  }

  /// `{direction: softmax(3)}`, or the call of a word: `plateau(patience=12)`.
  private static func record(_ fields: [(name: String, value: OperatorArgument)]) -> String {
    let word = fields.first { $0.name == RecipeArgument.wordField }
    guard case .text(let word)? = word?.value else {
      return "{\(fields.map { "\($0.name): \(text($0.value))" }.joined(separator: ", "))}"
    }
    let arguments = fields.filter { $0.name != RecipeArgument.wordField }.map { field in
      Int(field.name) == nil ? "\(field.name)=\(text(field.value))" : text(field.value)
    }
    return "\(word)(\(arguments.joined(separator: ", ")))"
  }

  private func plain(_ value: Double) -> String { NumberFormat.general(value) }
}

extension Failure {
  fileprivate static func bound(_ parameter: Parameter, _ wanted: String) -> Failure {
    Failure("\(parameter.name)= must be \(wanted)", culprit: .parameter(parameter.name))
  }
}
