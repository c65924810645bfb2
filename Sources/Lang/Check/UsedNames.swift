/// The names that statements read, wherever they stand.
struct UsedNames {
  private(set) var names: Set<String> = []
  /// Where something is taken of a test part: `s1.test`.
  private(set) var testPart: Span?

  init(_ statements: [StatementSyntax]) {
    for statement in statements { add(statement) }
  }

  private mutating func add(_ statement: StatementSyntax) {
    switch statement.kind {
    case .bind(_, let value), .param(_, let value), .target(_, let value), .model(_, let value),
      .expression(let value), .track(_, let value), .returns(let value):
      add(value)
    case .command(let command, _), .at(_, _, _, let command): add(command)
    case .features(_, let frame, let entries):
      if let frame { add(frame) }
      for entry in entries { add(entry) }
    case .featuresPreset(_, let frame): if let frame { add(frame) }
    case .loss(let function), .rule(let function), .def(let function): add(function)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        add(branch.condition)
        for inner in branch.body { add(inner) }
      }
      for inner in otherwise ?? [] { add(inner) }
    case .loop(_, let over, let body):
      add(over)
      for inner in body { add(inner) }
    case .whileLoop(let condition, let body):
      add(condition)
      for inner in body { add(inner) }
    case .breakLoop, .continueLoop, .invalid: break
    }
  }

  private mutating func add(_ command: CommandSyntax) {
    for argument in command.arguments { add(argument.value) }
    for inner in command.body ?? [] { add(inner) }
  }

  private mutating func add(_ function: FunctionSyntax) {
    for formal in function.formals { if let value = formal.defaultValue { add(value) } }
    for inner in function.body { add(inner) }
  }

  private mutating func add(_ expression: ExpressionSyntax) {
    switch expression.kind {
    case .name(let name): names.insert(name)
    case .text(let parts): for case .value(let value, _) in parts { add(value) }
    case .list(let items): for item in items { add(item) }
    case .record(let fields): for field in fields { add(field.value) }
    case .range(let lower, let upper):
      for side in [lower, upper].compactMap({ $0 }) { add(side) }
    case .unary(_, let operand): add(operand)
    case .binary(_, let left, let right), .index(let left, let right), .pipe(let left, let right):
      add(left)
      add(right)
    case .call(let callee, let arguments):
      add(callee)
      for argument in arguments { add(argument.value) }
    case .member(let base, let member):
      if member.text == "test", testPart == nil { testPart = member.span }
      add(base)
    case .number, .boolean, .none, .date, .duration, .invalid: break
    }
  }
}
