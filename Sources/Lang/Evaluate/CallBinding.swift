import Runtime

/// Binds the arguments of a verb or plain function to its parameters and checks kinds and ranges.
struct CallBinding {
  let session: Session
  let site: CallSite
  var captured: [(name: String, value: Value)] = []

  /// - Throws: `Diagnostic` under the argument at fault.
  func bind(_ signature: Signature, _ given: [BoundArgument]) throws -> CommandCall {
    let arguments = spread(given)
    let matching = ArgumentMatching(signature, labels: arguments.map { $0.label?.text }) {
      $1.kind.accepts(arguments[$0].value)
    }
    if let problem = matching.problems.first {
      throw MatchingMessages(signature).diagnostic(
        problem, spans: arguments.map { $0.label?.span ?? $0.span },
        words: arguments.map { $0.label?.text ?? "" }, call: site.span)
    }
    var values: [String: Value] = [:]
    var spans: [String: Span] = [:]
    var texts: [String: String] = [:]
    var comparisons: [String: CommandCall.Comparison] = [:]
    var bindings: [BlockCall.Binding] = []
    for (argument, match) in zip(arguments, matching.parameters) {
      guard let parameter = match else {
        if let label = argument.label {
          bindings.append(.init(name: label, value: argument.value, span: argument.span))
        }
        continue
      }
      let value = try checked(argument, parameter, signature)
      values[parameter.name] = merged(values[parameter.name], value, parameter)
      spans[parameter.name] = spans[parameter.name].map { $0.union(argument.span) } ?? argument.span
      // One line for each argument of a variadic parameter.
      let earlier = texts[parameter.name].map { $0 + "\n" } ?? ""
      texts[parameter.name] = earlier + session.text(argument.span)
      comparisons[parameter.name] = try argument.comparison.map(resolved)
    }
    return CommandCall(
      session: session, signature: signature, values: values, spans: spans, span: site.span,
      resultName: site.resultName, inBackground: site.inBackground, texts: texts,
      comparisons: comparisons,
      block: site.body.map { body in
        BlockCall(function: body.function, bindings: bindings, captured: captured)
      })
  }

  /// `with=RECORD` stands for the options in the record; those that are written beside it win, and
  /// of several records the last that has the option.
  private func spread(_ given: [BoundArgument]) -> [BoundArgument] {
    var taken = Set(given.compactMap { $0.label?.text })
    var spread: [[BoundArgument]] = []
    for argument in given.reversed() {
      guard argument.label?.text == "with", case .record(let record) = argument.value else {
        spread.append([argument])
        continue
      }
      let fields = record.fields.filter { !taken.contains($0.key) }
      taken.formUnion(fields.map(\.key))
      spread.append(
        fields.map {
          BoundArgument(
            label: Identifier($0.key, argument.span), value: $0.value, span: argument.span,
            comparison: nil)
        })
    }
    return spread.reversed().flatMap { $0 }
  }

  private func resolved(_ comparison: CommandCall.Comparison) throws -> CommandCall.Comparison {
    CommandCall.Comparison(
      comparison: comparison.comparison, left: try session.resolved(comparison.left),
      right: try session.resolved(comparison.right), leftText: comparison.leftText,
      rightText: comparison.rightText)
  }

  private func merged(_ known: Value?, _ value: Value, _ parameter: Parameter) -> Value {
    guard parameter.isVariadic else { return value }
    if case .list(let items)? = known { return .list(items + [value]) }
    return .list([value])
  }

  private func checked(
    _ argument: BoundArgument, _ parameter: Parameter, _ signature: Signature
  ) throws -> Value {
    var value = argument.value
    switch parameter.kind {
    case .series, .column: value = session.preferringColumn(value)
    case .any, .target: break
    default: value = try Blame.at(argument.span) { try session.resolved(value) }
    }
    guard parameter.kind.accepts(value) else {
      throw Diagnostic(
        "\(signature.name): '\(parameter.name)' must be \(parameter.kind.described), not "
          + Self.words(value), at: argument.span,
        hint: MatchingMessages.hint(for: value, parameter))
    }
    if let range = parameter.range, let number = value.number, !range.contains(number) {
      throw Diagnostic(
        "\(signature.name): '\(parameter.name)' must be \(range.words(refusing: number)), not "
          + NumberFormat.general(number), at: argument.span)
    }
    return value
  }

  private static func words(_ value: Value) -> String {
    switch value {
    case .text(let text): "'\(text)'"
    case .number(let number) where !number.isNaN: NumberFormat.general(number)
    default: value.described
    }
  }
}

extension ClosedRange<Double> {
  /// What a number outside should have been; where the upper bound is hardly one, only that is said which
  /// it passes.
  fileprivate func words(refusing number: Double) -> String {
    isOpenAbove && number > upperBound
      ? "at most \(NumberFormat.general(upperBound))" : inWords
  }

  private var isOpenAbove: Bool { upperBound >= 1e15 }

  /// `at least 1`, `from 0 to 1`.
  var inWords: String {
    let (low, high) = (NumberFormat.general(lowerBound), NumberFormat.general(upperBound))
    return isOpenAbove ? "at least \(low)" : "from \(low) to \(high)"
  }
}
