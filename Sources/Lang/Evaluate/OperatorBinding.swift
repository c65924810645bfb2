import Runtime

/// Applies an operator of the catalog: binds arguments by its signature and makes graph.
struct OperatorBinding {
  let session: Session
  let site: CallSite
  let block: Value?

  func apply(_ entry: any Operator.Type, to arguments: [BoundArgument]) throws -> Value {
    let signature = entry.signature
    let matching = ArgumentMatching(signature, labels: arguments.map { $0.label?.text }) {
      $1.kind.accepts(arguments[$0].value)
    }
    if let problem = matching.problems.first {
      throw MatchingMessages(signature).diagnostic(
        problem, spans: arguments.map { $0.label?.span ?? $0.span },
        words: arguments.map { $0.label?.text ?? "" }, call: site.span)
    }
    let (bound, spans) = try bind(arguments, matching.parameters, signature)
    let frame = frame(of: arguments)
    let call = OperatorCall(
      arguments: bound, frame: frame, scope: scope, origin: site.span.origin)
    do {
      return value(try entry.build(call), arguments, frame)
    } catch {
      throw Blame.diagnostic(error, at: site.span, arguments: spans)
    }
  }

  private var scope: OperatorScope {
    if let trace = session.trace { return .loss(sample: trace.sample) }
    if session.softScope != nil { return .soft }
    return block == nil ? .columns : .features
  }

  /// The frame whose columns are implicit: the block's, an argument's, the loss's, the one in use.
  private func frame(of arguments: [BoundArgument]) -> Frame? {
    if case .frame(let frame)? = block { return frame.frame }
    let given = arguments.lazy.compactMap { argument -> Frame? in
      if case .series(let series) = argument.value { return series.frame }
      return nil
    }
    return given.first ?? session.trace?.frame ?? session.frameInUse?.frame
  }

  private func bind(
    _ arguments: [BoundArgument], _ parameters: [Parameter?], _ signature: Signature
  ) throws -> ([String: OperatorArgument], [String: Span]) {
    var bound: [String: OperatorArgument] = [:]
    var spans: [String: Span] = [:]
    for (argument, match) in zip(arguments, parameters) {
      guard let parameter = match else { continue }
      // `by=none` of a function that hands an option on.
      if parameter.defaultValue == .absent, argument.value.isNone { continue }
      let value = try Blame.at(argument.span) {
        try Self.argument(session.preferringColumn(argument.value), parameter, signature)
      }
      if parameter.isVariadic, case .list(let items)? = bound[parameter.name] {
        bound[parameter.name] = .list(items + [value])
      } else {
        bound[parameter.name] = parameter.isVariadic ? .list([value]) : value
      }
      spans[parameter.name] = argument.span
    }
    for parameter in signature.positionals + signature.options where bound[parameter.name] == nil {
      switch parameter.defaultValue {
      case .number(let number): bound[parameter.name] = .number(number)
      case .text(let text): bound[parameter.name] = .text(text)
      case .boolean(let flag): bound[parameter.name] = .boolean(flag)
      case .required, .absent: break
      }
    }
    return (bound, spans)
  }

  private static func argument(
    _ value: Value, _ parameter: Parameter, _ signature: Signature
  ) throws -> OperatorArgument {
    switch value {
    case .series(let series): return .series(series.expression)
    case .number(let number): return .number(number)
    case .boolean(let flag): return .boolean(flag)
    case .text(let text): return .text(text)
    case .duration(let duration):
      return .duration(Int64(exactly: duration.approximateNanoseconds.rounded()) ?? .max)
    case .list(let items) where parameter.kind != .series:
      return .list(try items.map { try self.argument($0, parameter, signature) })
    case .list:
      throw Failure(
        "\(signature.name) needs a series, not a list",
        hint: "lists are not worked on element by element; use for")
    case .frame(let frame):
      throw Failure(
        "\(signature.name) needs a series, not the frame '\(frame.name)'",
        hint: "\(frame.name).\(frame.frame.names.first ?? "close") is one of its columns")
    default:
      throw Failure(
        "\(signature.name): '\(parameter.name)' must be \(parameter.kind.described), not "
          + value.described)
    }
  }

  /// Numbers in, number out; everything else is a series or a record of series.
  private func value(
    _ result: OperatorResult, _ arguments: [BoundArgument], _ frame: Frame?
  ) -> Value {
    let isPlain = arguments.allSatisfy {
      if case .series = $0.value { return false }
      return true
    }
    func wrap(_ expression: Expression) -> Value {
      if isPlain, let number = expression.staticValue {
        let isTruth = expression.type.element == .boolean && !number.isNaN
        return isTruth ? .boolean(number != 0) : .number(number)
      }
      return .series(SeriesValue(expression, frame: frame))
    }
    switch result {
    case .series(let expression): return wrap(expression)
    case .record(let fields):
      return .record(RecordValue(fields.map { (key: $0.name, value: wrap($0.value)) }))
    }
  }
}
