import Runtime

/// Turns a checked statement or body into a chunk of register code.
///
/// Registers: locals (or, at the top level, the session's variables) first, then temporaries, then
/// the constants of the chunk. Variables and temporaries share one file, so a loop at the top level
/// runs at register speed.
struct Lowering {
  let session: Session
  var draft = Draft()
  /// Registers of parameters and local names; empty at the top level.
  var locals: [String: Int32] = [:]
  /// True in `def`, `loss` and `rule` bodies, false at the top level.
  let isBody: Bool
  /// Whether verbs may stand in parentheses: not in bodies that users write.
  let allowsCommands: Bool
  /// Variables that the top-level statement binds.
  var bound: Set<String> = []
  var next: Int32
  var highest: Int32
  var loops: [Loop] = []
  /// True in a `model` statement, where `input` begins a chain of layers.
  var isModel = false
  /// Text of the sources, for arguments that commands print back.
  let source: Source?

  struct Loop {
    var breaks: [Int] = []
    var continues: [Int] = []
  }

  /// Constants are numbered from here until the chunk is finished and their place is known.
  static let constantMark: Int32 = 1 << 24

  init(
    session: Session, isBody: Bool, allowsCommands: Bool? = nil, firstRegister: Int, source: Source?
  ) {
    self.session = session
    self.isBody = isBody
    self.allowsCommands = allowsCommands ?? !isBody
    self.source = source
    next = Int32(clamping: firstRegister)
    highest = next
  }

  /// The code of one top-level statement.
  static func statement(_ statement: StatementSyntax, in session: Session, source: Source?) throws
    -> Chunk
  {
    let bound = BoundNames.variables(of: [statement])
    for name in bound { _ = session.variables.declare(name) }
    var lowering = Lowering(
      session: session, isBody: false, firstRegister: session.variables.names.count,
      source: source)
    lowering.bound = Set(bound)
    try lowering.lower(statement)
    let nothing = lowering.constant(.none)
    lowering.emit(.leave, nothing, 0, 0, statement.span)
    return lowering.finished()
  }

  /// The code of a `def`, `loss` or `rule`; parameters lie in registers 0, 1, ...
  ///
  /// - Parameter bound: Variables that the statement around binds before the function runs.
  static func function(
    _ function: FunctionSyntax, in session: Session, source: Source?, allowsCommands: Bool = false,
    bound: Set<String> = []
  ) throws -> Chunk {
    let names = function.formals.map(\.name.text)
    let locals = names + BoundNames.variables(of: function.body).filter { !names.contains($0) }
    var lowering = Lowering(
      session: session, isBody: true, allowsCommands: allowsCommands, firstRegister: locals.count,
      source: source)
    lowering.bound = bound
    for (index, name) in locals.enumerated() { lowering.locals[name] = Int32(index) }
    for formal in function.formals { try lowering.lowerDefault(formal) }
    try lowering.lowerResult(function.body, span: function.name.span)
    return lowering.finished()
  }

  private mutating func lowerDefault(_ formal: FormalSyntax) throws {
    guard let value = formal.defaultValue, let register = locals[formal.name.text] else { return }
    let skip = emit(.jumpIfSet, 0, register, 0, formal.name.span)
    _ = try lower(value, into: register)
    patch(skip)
  }

  /// Places the constants after the temporaries.
  private func finished() -> Chunk {
    var draft = draft
    let base = highest
    func place(_ operand: Int32) -> Int32 {
      operand >= Self.constantMark ? operand - Self.constantMark + base : operand
    }
    for index in draft.code.indices {
      draft.code[index].a = place(draft.code[index].a)
      draft.code[index].b = place(draft.code[index].b)
      draft.code[index].c = place(draft.code[index].c)
    }
    draft.lists = draft.lists.map { $0.map(place) }
    draft.texts = draft.texts.map { $0.map { $0.mapRegister(place) } }
    draft.calls = draft.calls.map { $0.mapRegisters(place) }
    draft.actions = draft.actions.map { $0.mapRegisters(place) }
    draft.references = draft.references.map { $0.mapRegister(place) }
    return Chunk(
      draft, constantBase: Int(base), registerCount: Int(base) + draft.constants.count,
      localCount: isBody ? locals.count : 0)
  }
}

extension Lowering {
  /// Appends an instruction and gives its place.
  @discardableResult
  mutating func emit(_ code: Opcode, _ a: Int32, _ b: Int32, _ c: Int32, _ span: Span) -> Int {
    draft.code.append(Instruction(code: code, a: a, b: b, c: c))
    draft.spans.append(span)
    return draft.code.count - 1
  }

  var here: Int32 { Int32(clamping: draft.code.count) }

  /// Lets the jump at `place` go to the next instruction.
  mutating func patch(_ place: Int) { draft.code[place].a = here }

  mutating func temporary() -> Int32 {
    let register = next
    next += 1
    highest = max(highest, next)
    return register
  }

  mutating func constant(_ value: Value) -> Int32 {
    draft.constants.append(value)
    return Self.constantMark + Int32(clamping: draft.constants.count - 1)
  }

  mutating func name(_ text: String) -> Int32 {
    if let known = draft.names.firstIndex(of: text) { return Int32(known) }
    draft.names.append(text)
    return Int32(clamping: draft.names.count - 1)
  }

  mutating func list(_ registers: [Int32]) -> Int32 {
    draft.lists.append(registers)
    return Int32(clamping: draft.lists.count - 1)
  }

  mutating func action(_ action: Action, on register: Int32, _ span: Span) {
    draft.actions.append(action)
    emit(.act, register, Int32(clamping: draft.actions.count - 1), 0, span)
  }

  /// The register a name is bound to: a local, or the slot of a variable.
  mutating func register(binding name: String) -> Int32 {
    if let local = locals[name] { return local }
    if isBody {
      let register = temporary()
      locals[name] = register
      return register
    }
    return Int32(clamping: session.variables.declare(name))
  }
}
