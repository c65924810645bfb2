@testable import Runtime

/// Binds positional and named arguments to a signature, without the language.
enum OperatorBinder {
  /// The arguments by parameter name, defaults filled in.
  ///
  /// - Throws: `Failure` naming the parameter that is unknown, missing or given twice.
  static func bind(
    _ signature: Signature, positionals: [OperatorArgument],
    options: [(name: String, value: OperatorArgument)] = []
  ) throws -> [String: OperatorArgument] {
    var bound: [String: OperatorArgument] = [:]
    var rest: [OperatorArgument] = []
    for (index, argument) in positionals.enumerated() {
      guard index < signature.positionals.count, !signature.positionals[index].isVariadic else {
        rest.append(argument)
        continue
      }
      bound[signature.positionals[index].name] = argument
    }
    if let last = signature.positionals.last, last.isVariadic, !rest.isEmpty {
      bound[last.name] = .list(rest)
    } else if !rest.isEmpty {
      throw tooMany(signature, positionals.count)
    }
    for (name, value) in options {
      guard signature.parameter(name) != nil else { throw unknown(signature, name) }
      guard bound.updateValue(value, forKey: name) == nil else { throw twice(signature, name) }
    }
    return try filling(signature, bound)
  }

  private static func filling(_ signature: Signature, _ given: [String: OperatorArgument]) throws
    -> [String: OperatorArgument]
  {
    var bound = given
    for parameter in signature.positionals + signature.options where bound[parameter.name] == nil {
      switch parameter.defaultValue {
      case .required: throw missing(signature, parameter.name)
      case .absent: break
      case .number(let value): bound[parameter.name] = .number(value)
      case .text(let value): bound[parameter.name] = .text(value)
      case .boolean(let value): bound[parameter.name] = .boolean(value)
      }
    }
    return bound
  }
}

extension OperatorBinder {
  private static func tooMany(_ signature: Signature, _ count: Int) -> Failure {
    Failure("\(signature.name) takes \(signature.positionals.count) arguments, not \(count)")
  }

  private static func unknown(_ signature: Signature, _ name: String) -> Failure {
    Failure("\(signature.name) has no option '\(name)'", culprit: .parameter(name))
  }

  private static func twice(_ signature: Signature, _ name: String) -> Failure {
    Failure("\(signature.name): '\(name)' is given twice", culprit: .parameter(name))
  }

  private static func missing(_ signature: Signature, _ name: String) -> Failure {
    Failure("\(signature.name): '\(name)' is missing", culprit: .parameter(name))
  }
}
