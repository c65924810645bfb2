import Runtime

extension Lowering {
  mutating func lowerCall(
    _ callee: ExpressionSyntax, _ arguments: [ArgumentSyntax], into target: Int32?, _ span: Span,
    resultName: String? = nil
  ) throws -> Int32 {
    let mark = next
    let resolved = try resolve(callee, arguments)
    return try lowerCall(
      resolved.callee, resolved.signature, arguments, calleeSpan: callee.span, span: span,
      into: target, mark: mark, resultName: resultName, inBackground: false)
  }

  /// A verb in command spelling.
  mutating func lowerCommand(
    _ command: CommandSyntax, into target: Int32?, _ span: Span, resultName: String?
  ) throws -> Int32 {
    guard let entry = Registry.commands[command.verb.text] else {
      throw Diagnostic(PlannedVerbs.message(command.verb.text), at: command.verb.span)
    }
    let body = try command.body.map { try lowerBlock($0, of: command, entry.signature) }
    return try lowerCall(
      .command(entry), entry.signature, command.arguments, calleeSpan: command.verb.span,
      span: span, into: target, mark: next, resultName: resultName,
      inBackground: command.inBackground, body: body)
  }

  private mutating func lowerCall(
    _ callee: CallSite.Callee, _ signature: Signature?, _ arguments: [ArgumentSyntax],
    calleeSpan: Span, span: Span, into target: Int32?, mark: Int32, resultName: String?,
    inBackground: Bool, body: CallSite.Body? = nil
  ) throws -> Int32 {
    let parameters = signature.map { match($0, arguments) }
    var lowered: [CallSite.Argument] = []
    let outer = draft.blockFrame
    let scoping = signature?.scopingParameter
    for (index, argument) in arguments.enumerated() {
      lowered.append(try lowerArgument(argument, for: parameters?[index]))
      if let scoping, parameters?[index]?.name == scoping.name, argument.label == nil {
        draft.blockFrame = lowered[index].register
      }
    }
    draft.blockFrame = outer
    draft.calls.append(
      CallSite(
        callee: callee, arguments: lowered, span: span, calleeSpan: calleeSpan,
        resultName: resultName, inBackground: inBackground, block: draft.blockFrame, body: body))
    let site = Int32(clamping: draft.calls.count - 1)
    return result(.call, site, 0, into: target, mark, span)
  }

  private func match(_ signature: Signature, _ arguments: [ArgumentSyntax]) -> [Parameter?] {
    ArgumentMatching(signature, labels: arguments.map { $0.label?.text }) { index, parameter in
      ArgumentWord.fits(arguments[index].value, parameter, in: session, isLocal: isLocal)
    }.parameters
  }

  private mutating func lowerArgument(
    _ argument: ArgumentSyntax, for parameter: Parameter??
  ) throws -> CallSite.Argument {
    var value = argument.value
    if case .some(.some(let parameter)) = parameter {
      value = RecipeSyntax { [self] name in
        isLocal(name) || session.variable(name) != nil
      }.rewritten(value, for: parameter.kind)
      let word = literal(value, for: parameter)
      if let word {
        return CallSite.Argument(
          label: argument.label, register: constant(.text(word)), span: value.span,
          comparison: nil)
      }
      if case .list(let items) = value.kind, parameter.kind.takesListsOfWords {
        return CallSite.Argument(
          label: argument.label, register: try lowerWords(items, for: parameter, value.span),
          span: value.span, comparison: nil)
      }
      if parameter.kind == .deferred { return try lowerDeferred(argument) }
      if parameter.kind == .expression,
        case .binary(let operation, let left, let right) = value.kind,
        operation.isComparison
      {
        return try lowerComparison(argument, operation, left, right)
      }
    }
    return CallSite.Argument(
      label: argument.label, register: try lower(value), span: value.span, comparison: nil)
  }

  /// An argument that the command evaluates itself, as often as it likes.
  private mutating func lowerDeferred(_ argument: ArgumentSyntax) throws -> CallSite.Argument {
    let value = argument.value
    let body = StatementSyntax(.expression(value), value.span)
    let function = FunctionSyntax(
      name: Identifier("argument", value.span), formals: [], body: [body])
    let chunk = try Self.function(
      function, in: session, source: source, allowsCommands: true, bound: bound)
    let made = FunctionValue(
      name: function.name.text, kind: .def, syntax: function, chunk: chunk)
    return CallSite.Argument(
      label: argument.label, register: constant(.function(made)), span: value.span,
      comparison: nil)
  }

  /// A list in which bare words stand for themselves.
  private mutating func lowerWords(
    _ items: [ExpressionSyntax], for parameter: Parameter, _ span: Span
  ) throws -> Int32 {
    let mark = next
    var registers: [Int32] = []
    for item in items {
      let word = literal(item, for: parameter)
      registers.append(try word.map { constant(.text($0)) } ?? lower(item))
    }
    return result(.list, list(registers), 0, into: nil, mark, span)
  }

  /// The text of a bare word that is not to be evaluated.
  private func literal(_ value: ExpressionSyntax, for parameter: Parameter) -> String? {
    ArgumentWord.literal(value, for: parameter, in: session, isLocal: isLocal)
  }

  private func isLocal(_ name: String) -> Bool {
    locals[name] != nil || bound.contains(name) || (isModel && name == Recipes.start)
  }

  private mutating func lowerComparison(
    _ argument: ArgumentSyntax, _ operation: BinaryOperator, _ left: ExpressionSyntax,
    _ right: ExpressionSyntax
  ) throws -> CallSite.Argument {
    let first = try lower(left)
    let second = try lower(right)
    let register = temporary()
    emit(operation.opcode, register, first, second, argument.value.span)
    return CallSite.Argument(
      label: argument.label, register: register, span: argument.value.span,
      comparison: CallSite.Sides(
        comparison: operation, left: first, right: second, leftSpan: left.span,
        rightSpan: right.span))
  }

  /// What stands before the parenthesis: a function by name unless a variable holds a function.
  private mutating func resolve(
    _ callee: ExpressionSyntax, _ arguments: [ArgumentSyntax]
  ) throws -> (callee: CallSite.Callee, signature: Signature?) {
    guard case .name(let name) = callee.kind else {
      return (.value(try lower(callee), name: nil), nil)
    }
    let isVariable = locals[name] != nil || session.variable(name) != nil || bound.contains(name)
    let signature = Registry.function(name, arguments)
    if locals[name] == nil, case .object(let rule as RuleValue)? = session.variable(name) {
      return (.value(try lower(callee), name: nil), rule.signature)
    }
    if isVariable || (signature == nil && Prelude.names.contains(name)) {
      return (.value(try lower(callee), name: signature == nil ? nil : name), signature)
    }
    if let signature { return (.named(name), signature) }
    if let command = Registry.commands[name], allowsCommands {
      return (.command(command), command.signature)
    }
    return (.value(try lower(callee), name: nil), nil)
  }
}
