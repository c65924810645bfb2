import Runtime

extension Checker {
  mutating func check(_ expression: ExpressionSyntax) throws {
    switch expression.kind {
    case .name(let name): try checkName(name, expression.span)
    case .text(let parts):
      for case .value(let value, _) in parts { try check(value) }
    case .list(let items): for item in items { try check(item) }
    case .record(let fields): for field in fields { try check(field.value) }
    case .range(let lower, let upper):
      for side in [lower, upper].compactMap({ $0 }) { try check(side) }
    case .unary(_, let operand): try check(operand)
    case .binary(_, let left, let right), .index(let left, let right):
      try check(left)
      try check(right)
    case .pipe(let left, let right):
      try check(Pipe.call(left, right, expression.span))
    case .call(let callee, let arguments):
      try checkCall(callee, arguments, expression.span)
    case .member(let base, let member):
      try check(base)
      try checkMember(base, member)
    case .invalid: throw Diagnostic("this expression could not be read", at: expression.span)
    case .number, .boolean, .none, .date, .duration: break
    }
  }

  private func isKnown(_ name: String) -> Bool {
    known.contains(name) || blockColumns?.contains(name) ?? false
      || session.variable(name) != nil || session.column(name) != nil
      || Prelude.names.contains(name) || FeaturePrelude.names.contains(name)
      || TrainingPresets.names.contains(name) || RulePrelude.names.contains(name)
  }

  private func checkName(_ name: String, _ span: Span) throws {
    if isKnown(name) {
      noteClash(name)
      return
    }
    if isLenient { return }
    let locals = known.sorted() + (blockColumns ?? [])
    throw Names.unknown(name, in: session, locals: locals, at: span)
  }

  /// A variable hides a column of the frame in use: said once per name.
  private func noteClash(_ name: String) {
    guard body == nil, !known.contains(name), session.column(name) != nil,
      let value = session.variable(name), let frame = session.frameInUse,
      session.notedClashes.insert(name).inserted
    else { return }
    if case .series(let series) = value,
      series.expression === frame.frame.expression(name)
    {
      return
    }
    session.output.note(
      "note: '\(name)' is the variable here; the column is \(frame.name).\(name)")
  }

  /// A column of a frame that is known before running.
  private func checkMember(_ base: ExpressionSyntax, _ member: Identifier) throws {
    guard !isInBranch, case .name(let name) = base.kind, !known.contains(name),
      case .frame(let frame)? = session.variable(name)
    else { return }
    do {
      _ = try Members.member(member.text, of: .frame(frame))
    } catch {
      throw Blame.diagnostic(error, at: member.span)
    }
  }

  mutating func check(_ command: CommandSyntax, span: Span) throws {
    let verb = command.verb
    guard let signature = Registry.command(verb.text) else {
      throw Diagnostic(PlannedVerbs.message(verb.text), at: verb.span)
    }
    try checkArguments(command.arguments, signature, call: span)
    try checkBlock(of: command, signature)
  }

  private mutating func checkCall(
    _ callee: ExpressionSyntax, _ arguments: [ArgumentSyntax], _ span: Span
  ) throws {
    guard case .name(let name) = callee.kind else {
      try check(callee)
      for argument in arguments { try check(argument.value) }
      return
    }
    if !known.contains(name), case .function(let function)? = session.variable(name) {
      _ = try Calls.formals(of: function, labels: arguments.map(\.label), span: span)
      for argument in arguments { try check(argument.value) }
      return
    }
    if !known.contains(name), case .object(let rule as RuleValue)? = session.variable(name) {
      try checkArguments(arguments, rule.signature, call: span)
      return
    }
    if let signature = try signature(of: name, arguments, callee.span) {
      try checkArguments(arguments, signature, call: span)
    } else {
      for argument in arguments { try check(argument.value) }
    }
  }

  /// The signature to check a call against; nil where it depends on values.
  private func signature(
    of name: String, _ arguments: [ArgumentSyntax], _ span: Span
  ) throws -> Signature? {
    let isValue = known.contains(name) || session.variable(name) != nil
    if let signature = Registry.function(name, arguments) {
      let isClear = !Registry.isAmbiguous(name) || Registry.isArchitecture(name, arguments)
      return isClear && !isValue ? signature : nil
    }
    if isValue || Prelude.names.contains(name) { return nil }
    guard let signature = Registry.command(name) else {
      if isLenient || later.contains(name) { return nil }
      throw Names.unknownFunction(name, in: session, at: span)
    }
    if let body {
      throw Diagnostic("'\(name)' is a command; there are none in \(body.rawValue)", at: span)
    }
    return signature
  }

  private mutating func checkArguments(
    _ arguments: [ArgumentSyntax], _ signature: Signature, call: Span
  ) throws {
    let spreads = arguments.contains { $0.label?.text == "with" }
    let plain = arguments.filter { $0.label?.text != "with" || signature.parameter("with") != nil }
    let (session, locals) = (session, known)
    let matching = ArgumentMatching(signature, labels: plain.map { $0.label?.text }) {
      ArgumentWord.fits(plain[$0].value, $1, in: session) { locals.contains($0) }
    }
    for problem in matching.problems {
      if case .missing = problem, spreads { continue }
      throw MatchingMessages(signature).diagnostic(
        problem, spans: plain.map { $0.label?.span ?? $0.value.span },
        words: plain.map { $0.label?.text ?? "" }, call: call)
    }
    let (outer, wasLenient) = (blockColumns, isLenient)
    defer { (blockColumns, isLenient) = (outer, wasLenient) }
    let scoping = signature.scopingParameter
    for (argument, match) in zip(plain, matching.parameters) {
      guard let parameter = match else {
        try check(argument.value)
        continue
      }
      try check(argument.value, for: parameter, signature)
      if let scoping, parameter.name == scoping.name, argument.label == nil {
        setBlock(argument.value)
      }
    }
  }

  private mutating func check(
    _ given: ExpressionSyntax, for parameter: Parameter, _ signature: Signature
  ) throws {
    let (names, scope) = (known, session)
    let value = RecipeSyntax { names.contains($0) || scope.variable($0) != nil }
      .rewritten(given, for: parameter.kind)
    if case .name = given.kind, case .text(let parts) = value.kind,
      case .literal(let word)? = parts.first
    {
      return try checkWord(word, parameter, signature, value.span)
    }
    if case .list(let items) = value.kind, parameter.kind.takesListsOfWords {
      for item in items { try check(item, for: parameter, signature) }
      return
    }
    let locals = known
    let word = ArgumentWord.literal(value, for: parameter, in: session) { locals.contains($0) }
    if let word {
      try checkWord(word, parameter, signature, value.span)
    } else {
      try checkLiteral(value, parameter, signature)
      try check(value)
    }
  }

  private func checkWord(
    _ word: String, _ parameter: Parameter, _ signature: Signature, _ span: Span
  ) throws {
    guard !parameter.kind.accepts(.text(word)) else { return }
    throw Diagnostic(
      "\(signature.name): '\(parameter.name)' must be \(parameter.kind.described), not '\(word)'",
      at: span, hint: MatchingMessages.hint(for: .text(word), parameter))
  }

  /// A literal of a kind that the parameter does not take.
  private func checkLiteral(
    _ expression: ExpressionSyntax, _ parameter: Parameter, _ signature: Signature
  ) throws {
    let value: Value
    switch expression.kind {
    case .number(let number): value = .number(number)
    case .boolean(let flag): value = .boolean(flag)
    case .date(let date): value = .date(date)
    case .duration(let duration): value = .duration(duration)
    case .text(let parts):
      guard parts.count == 1, case .literal(let text) = parts[0] else { return }
      value = .text(text)
    default: return
    }
    guard !parameter.kind.accepts(value) else { return }
    if Registry.operators[signature.name] != nil, parameter.kind != .series { return }
    throw Diagnostic(
      "\(signature.name): '\(parameter.name)' must be \(parameter.kind.described), not "
        + value.line(), at: expression.span, hint: MatchingMessages.hint(for: value, parameter))
  }
}
