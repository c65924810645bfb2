import Runtime

extension Lowering {
  mutating func lower(_ statement: StatementSyntax) throws {
    let mark = next
    defer { next = mark }
    let span = statement.span
    switch statement.kind {
    case .bind(let name, let value): try lowerBinding(name, value, span)
    case .command(let command, let name): try lowerCommandStatement(command, name, span)
    case .expression(let expression):
      let register = try lower(expression)
      if !isBody { action(.print, on: register, span) }
    case .param(let name, let value):
      let register = register(binding: name.text)
      let temporary = temporary()
      action(.param(name: name.text, value.span), on: temporary, span)
      let known = emit(.jumpIfSet, 0, temporary, 0, span)
      try lower(value, into: temporary)
      patch(known)
      emit(.move, register, temporary, 0, span)
    case .target(let name, let value):
      try lowerNamed(.target(name: name.text, value.span), name, value)
    case .model(let name, let value):
      isModel = true
      try lowerNamed(.model(name: name.text, value.span), name, value)
      isModel = false
    case .features(let name, let frame, let entries):
      try lowerFeatures(name, frame, entries, span)
    case .featuresPreset(let name, let frame):
      let value = try frame.map { try lower($0) } ?? -1
      let register = register(binding: name.text)
      action(.preset(name: name.text, frame: value, name.span), on: register, span)
    case .loss(let function): lowerDefinition(function, .loss, span)
    case .rule(let function): lowerDefinition(function, .rule, span)
    case .def(let function): lowerDefinition(function, .def, span)
    case .track(let name, let value):
      let register = register(binding: name.text)
      try lower(value, into: register)
      action(.track(name: name.text), on: register, span)
    case .returns(let value):
      emit(.leave, try lower(value), 0, 0, span)
    case .at(let run, let epoch, let batch, let command):
      let call = InterventionSyntax.command(run: run, epoch: epoch, batch: batch, command)
      try lowerCommandStatement(call, nil, span)
    case .conditional(let branches, let otherwise):
      try lowerConditional(branches, otherwise) { try $0.lower($1) }
    case .loop(let name, let over, let body): try lowerLoop(name, over, body, span)
    case .whileLoop(let condition, let body): try lowerWhile(condition, body, span)
    case .breakLoop:
      let jump = emit(.jump, 0, 0, 0, span)
      if !loops.isEmpty { loops[loops.count - 1].breaks.append(jump) }
    case .continueLoop:
      let jump = emit(.jump, 0, 0, 0, span)
      if !loops.isEmpty { loops[loops.count - 1].continues.append(jump) }
    case .invalid: throw Diagnostic("this statement could not be read", at: span)
    }
  }

  /// A body whose last statement gives the result.
  mutating func lowerResult(_ body: [StatementSyntax], span: Span) throws {
    for statement in body.dropLast() { try lower(statement) }
    if let last = body.last { try lowerLast(last) }
    emit(.leave, constant(.none), 0, 0, body.last?.span ?? span)
  }

  private mutating func lowerLast(_ statement: StatementSyntax) throws {
    switch statement.kind {
    case .expression(let expression):
      emit(.leave, try lower(expression), 0, 0, statement.span)
    case .bind(let name, _):
      try lower(statement)
      if let register = locals[name.text] { emit(.leave, register, 0, 0, statement.span) }
    case .command(let command, let name):
      var target: Int32?
      if let name { target = register(binding: name.text) }
      let value = try lowerCommand(command, into: target, statement.span, resultName: name?.text)
      emit(.leave, value, 0, 0, statement.span)
    case .conditional(let branches, let otherwise):
      try lowerConditional(branches, otherwise) { try $0.lowerLast($1) }
    default: try lower(statement)
    }
  }

  private mutating func lowerBinding(
    _ name: Identifier, _ value: ExpressionSyntax, _ span: Span
  ) throws {
    let register = register(binding: name.text)
    let first = draft.code.count
    if case .call(let callee, let arguments) = value.kind {
      _ = try moveIfNeeded(
        lowerCall(callee, arguments, into: register, value.span, resultName: name.text),
        to: register, span)
    } else {
      try lower(value, into: register)
    }
    guard !isBody else { return }
    for place in first..<draft.code.count where draft.code[place].a == register {
      draft.targets[place] = name.text
    }
  }

  private mutating func moveIfNeeded(_ from: Int32, to register: Int32, _ span: Span) -> Int32 {
    if from != register { emit(.move, register, from, 0, span) }
    return register
  }

  private mutating func lowerCommandStatement(
    _ command: CommandSyntax, _ name: Identifier?, _ span: Span
  ) throws {
    guard let name else {
      let value = try lowerCommand(command, into: nil, span, resultName: nil)
      return action(.print, on: value, span)
    }
    let register = register(binding: name.text)
    _ = try lowerCommand(command, into: register, span, resultName: name.text)
    if !isBody { draft.targets[draft.code.count - 1] = name.text }
  }

  /// `target` and `model`: the value becomes an object before it is bound.
  private mutating func lowerNamed(
    _ made: Action, _ name: Identifier, _ value: ExpressionSyntax
  ) throws {
    let temporary = temporary()
    try lower(value, into: temporary)
    action(made, on: temporary, value.span)
    emit(.move, register(binding: name.text), temporary, 0, name.span)
  }

  private mutating func lowerDefinition(
    _ function: FunctionSyntax, _ kind: FunctionValue.Kind, _ span: Span
  ) {
    let register = register(binding: function.name.text)
    action(.define(function, kind), on: register, span)
  }
}
