import Runtime

extension CommandCall {
  /// All given arguments as plain options of the runtime.
  ///
  /// - Throws: `Failure` naming the argument that is no number, word, truth value or list of them.
  func runtimeOptions() throws -> [String: OperatorArgument] {
    try Dictionary(
      uniqueKeysWithValues: values.map { name, value in
        guard let argument = OperatorArgument(plain: value) else {
          throw Failure(
            "\(signature.name): '\(name)' does not take \(value.described)",
            culprit: .parameter(name))
        }
        return (name, argument)
      })
  }
}

extension OperatorArgument {
  /// A number, word, truth value, duration or list of these; nil for other values.
  init?(plain value: Value) {
    switch value {
    case .number(let number): self = .number(number)
    case .boolean(let flag): self = .boolean(flag)
    case .text(let text): self = .text(text)
    case .duration(let duration): self = .duration(duration.nanoseconds)
    case .list(let items):
      let arguments = items.compactMap(OperatorArgument.init(plain:))
      guard arguments.count == items.count else { return nil }
      self = .list(arguments)
    case .record(let record):
      let fields = record.fields.compactMap { field in
        OperatorArgument(plain: field.value).map { (field.key, $0) }
      }
      guard fields.count == record.fields.count else { return nil }
      self = .record(fields)
    default: return nil
    }
  }
}
