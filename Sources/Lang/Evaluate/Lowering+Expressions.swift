import Runtime

extension Lowering {
  /// Emits the code of an expression.
  ///
  /// - Parameter target: the register the value must go to; any register when nil.
  /// - Returns: the register that holds the value.
  @discardableResult
  mutating func lower(_ expression: ExpressionSyntax, into target: Int32? = nil) throws -> Int32 {
    let mark = next
    let register = try place(expression, into: target)
    guard let target else { return register }
    next = max(mark, target < mark ? mark : target + 1)
    if register != target { emit(.move, target, register, 0, expression.span) }
    return target
  }

  private mutating func place(_ expression: ExpressionSyntax, into target: Int32?) throws -> Int32 {
    let span = expression.span
    switch expression.kind {
    case .number(let number): return constant(.number(number))
    case .boolean(let flag): return constant(.boolean(flag))
    case .none: return constant(.none)
    case .date(let date): return constant(.date(date))
    case .duration(let duration): return constant(.duration(duration))
    case .text(let parts): return try lowerText(parts, into: target, span)
    case .name(let name): return lowerName(name, into: target, span)
    case .list(let items): return try lowerList(items, into: target, span)
    case .record(let fields): return try lowerRecord(fields, into: target, span)
    case .range(let lower, let upper): return try lowerRange(lower, upper, into: target, span)
    case .unary(let operation, let operand):
      return try lowerUnary(operation, operand, into: target, span)
    case .binary(let operation, let left, let right):
      return try lowerBinary(operation, left, right, into: target, span)
    case .pipe(let left, let right):
      return try lower(Pipe.call(left, right, span), into: target)
    case .call(let callee, let arguments):
      return try lowerCall(callee, arguments, into: target, span)
    case .index(let base, let index):
      return try lowerPair(.index, base, index, into: target, span)
    case .member(let base, let member):
      let mark = next
      let value = try lower(base)
      return result(.member, value, name(member.text), into: target, mark, member.span)
    case .invalid:
      throw Diagnostic("this expression could not be read", at: span)
    }
  }

  /// Emits an instruction whose operands are done, freeing their temporaries.
  mutating func result(
    _ code: Opcode, _ b: Int32, _ c: Int32, into target: Int32?, _ mark: Int32, _ span: Span
  ) -> Int32 {
    next = mark
    let register = target ?? temporary()
    emit(code, register, b, c, span)
    return register
  }

  private mutating func lowerPair(
    _ code: Opcode, _ left: ExpressionSyntax, _ right: ExpressionSyntax, into target: Int32?,
    _ span: Span
  ) throws -> Int32 {
    let mark = next
    let first = try lower(left)
    let second = try lower(right)
    return result(code, first, second, into: target, mark, span)
  }

  /// A local or a variable stands in its register; everything else is looked up when run.
  private mutating func lowerName(_ text: String, into target: Int32?, _ span: Span) -> Int32 {
    if let local = locals[text] { return local }
    if isModel, text == Recipes.start { return constant(.object(ModelValue(Chain()))) }
    let slot = session.variables.slot(of: text)
    if !isBody, let slot, draft.blockFrame < 0,
      session.variable(text) != nil || session.column(text) == nil
    {
      return Int32(clamping: slot)
    }
    draft.references.append(Reference(name: text, slot: slot ?? -1, block: draft.blockFrame))
    let register = target ?? temporary()
    emit(.loadName, register, Int32(clamping: draft.references.count - 1), 0, span)
    return register
  }

  private mutating func lowerUnary(
    _ operation: UnaryOperator, _ operand: ExpressionSyntax, into target: Int32?, _ span: Span
  ) throws -> Int32 {
    if operation == .negate, case .number(let number) = operand.kind {
      return constant(.number(-number))
    }
    let mark = next
    let value = try lower(operand)
    return result(operation == .negate ? .negate : .not, value, 0, into: target, mark, span)
  }

  private mutating func lowerBinary(
    _ operation: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    into target: Int32?, _ span: Span
  ) throws -> Int32 {
    guard operation == .and || operation == .or else {
      return try lowerPair(operation.opcode, left, right, into: target, span)
    }
    let mark = next
    let register = temporary()
    try lower(left, into: register)
    let jump = emit(
      operation == .and ? .jumpIfDecidedFalse : .jumpIfDecidedTrue, 0, register, 0, left.span)
    let second = try lower(right)
    emit(operation.opcode, register, register, second, span)
    patch(jump)
    next = mark + 1
    return register
  }

  private mutating func lowerList(
    _ items: [ExpressionSyntax], into target: Int32?, _ span: Span
  ) throws -> Int32 {
    let mark = next
    var registers: [Int32] = []
    for item in items { registers.append(try lower(item)) }
    return result(.list, list(registers), 0, into: target, mark, span)
  }

  private mutating func lowerRecord(
    _ fields: [(key: Identifier, value: ExpressionSyntax)], into target: Int32?, _ span: Span
  ) throws -> Int32 {
    let mark = next
    var registers: [Int32] = []
    for field in fields { registers.append(try lower(field.value)) }
    draft.keys.append(fields.map(\.key.text))
    let keys = Int32(clamping: draft.keys.count - 1)
    return result(.record, list(registers), keys, into: target, mark, span)
  }

  private mutating func lowerRange(
    _ low: ExpressionSyntax?, _ high: ExpressionSyntax?, into target: Int32?, _ span: Span
  ) throws -> Int32 {
    let mark = next
    var sides: [Int32] = []
    for side in [low, high] { sides.append(try side.map { try lower($0) } ?? -1) }
    return result(.range, sides[0], sides[1], into: target, mark, span)
  }

  private mutating func lowerText(
    _ parts: [TextPart], into target: Int32?, _ span: Span
  ) throws -> Int32 {
    if parts.isEmpty { return constant(.text("")) }
    if parts.count == 1, case .literal(let text) = parts[0] { return constant(.text(text)) }
    let mark = next
    var pieces: TextTemplate = []
    for part in parts {
      switch part {
      case .literal(let text): pieces.append(.literal(text))
      case .value(let expression, let format):
        pieces.append(.value(try lower(expression), format: format, expression.span))
      }
    }
    draft.texts.append(pieces)
    return result(.text, Int32(clamping: draft.texts.count - 1), 0, into: target, mark, span)
  }
}

/// `left |> right` as a call with the left value first.
enum Pipe {
  static func call(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: Span
  ) -> ExpressionSyntax {
    let first = ArgumentSyntax(label: nil, value: left)
    if case .call(let callee, let arguments) = right.kind {
      return ExpressionSyntax(.call(callee, [first] + arguments), span)
    }
    return ExpressionSyntax(.call(right, [first]), span)
  }
}

extension BinaryOperator {
  var opcode: Opcode {
    switch self {
    case .or: .or
    case .and: .and
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .contains: .contains
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .power: .power
    }
  }

  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains: true
    default: false
    }
  }
}
