import Runtime

extension Lowering {
  mutating func lowerConditional(
    _ branches: [(condition: ExpressionSyntax, body: [StatementSyntax])],
    _ otherwise: [StatementSyntax]?,
    last: (inout Lowering, StatementSyntax) throws -> Void
  ) throws {
    var exits: [Int] = []
    for branch in branches {
      let mark = next
      let condition = try lower(branch.condition)
      let skip = emit(.jumpIfFalse, 0, condition, 0, branch.condition.span)
      next = mark
      try lowerBody(branch.body, last)
      exits.append(emit(.jump, 0, 0, 0, branch.condition.span))
      patch(skip)
    }
    try lowerBody(otherwise ?? [], last)
    for exit in exits { patch(exit) }
  }

  private mutating func lowerBody(
    _ body: [StatementSyntax], _ last: (inout Lowering, StatementSyntax) throws -> Void
  ) throws {
    for statement in body.dropLast() { try lower(statement) }
    if let statement = body.last { try last(&self, statement) }
  }

  /// The state of the loop lies in two registers: what is gone through, and where it stands.
  mutating func lowerLoop(
    _ name: Identifier, _ over: ExpressionSyntax, _ body: [StatementSyntax], _ span: Span
  ) throws {
    let state = temporary()
    _ = temporary()
    let mark = next
    let values = try lower(over)
    next = mark
    let start = emit(.loopStart, state, values, 0, over.span)
    let first = here
    loops.append(Loop())
    for statement in body { try lower(statement) }
    let loop = loops.removeLast()
    for place in loop.continues { patch(place) }
    draft.code[start].c = here
    emit(.loopNext, state, register(binding: name.text), first, over.span)
    for place in loop.breaks { patch(place) }
  }

  mutating func lowerWhile(
    _ condition: ExpressionSyntax, _ body: [StatementSyntax], _ span: Span
  ) throws {
    let first = here
    let mark = next
    let value = try lower(condition)
    let exit = emit(.jumpIfFalse, 0, value, 0, condition.span)
    next = mark
    loops.append(Loop())
    for statement in body { try lower(statement) }
    let loop = loops.removeLast()
    for place in loop.continues { patch(place) }
    emit(.jumpBack, first, 0, 0, condition.span)
    patch(exit)
    for place in loop.breaks { patch(place) }
  }

  /// Entries see the earlier entries, then the columns of the block's frame, then variables.
  mutating func lowerFeatures(
    _ name: Identifier, _ frame: ExpressionSyntax?, _ entries: [StatementSyntax], _ span: Span
  ) throws {
    let register = register(binding: name.text)
    let block = temporary()
    if let frame {
      try lower(frame, into: block)
    } else {
      emit(.move, block, constant(session.frameInUse.map { .frame($0) } ?? .none), 0, name.span)
    }
    let outer = (locals, draft.blockFrame)
    draft.blockFrame = block
    var lowered: [FeatureEntry] = []
    for entry in entries {
      let register = temporary()
      let (label, value) = try Self.entry(entry)
      try lower(value, into: register)
      lowered.append(FeatureEntry(name: label, register: register, span: entry.span))
      locals[label] = register
    }
    (locals, draft.blockFrame) = outer
    action(
      .features(name: name.text, frame: block, entries: lowered, name.span), on: register, span)
  }

  /// The name and the expression of one line of a `features` block.
  static func entry(_ entry: StatementSyntax) throws -> (name: String, value: ExpressionSyntax) {
    switch entry.kind {
    case .bind(let name, let value): return (name.text, value)
    case .expression(let value):
      if let word = ArgumentWord.text(of: value) {
        return (String(word.split(separator: ".").last ?? ""), value)
      }
      throw Diagnostic(
        "a feature needs a name", at: value.span, hint: "write name = expression")
    default: throw Diagnostic("only features stand here", at: entry.span)
    }
  }
}
