import Runtime

/// Looks over a statement before it runs: names, functions, options, kinds that are plain to see.
///
/// What only running can tell (the value of a variable inside a loop) is left to the machine.
struct Checker {
  enum Body: String {
    case def, loss, rule, features, target
  }

  let session: Session
  /// Names that the text binds at its top level, also further down: a `def` may use them.
  let later: Set<String>
  /// Names bound so far in the statement, and the locals of bodies.
  var known: Set<String> = []
  /// The body at hand; there are no commands in it.
  var body: Body?
  var loopDepth = 0
  /// The columns of the block's frame; nil outside `features` and where it is not known yet.
  var blockColumns: [String]?
  /// True where names cannot be judged before running.
  var isLenient = false
  /// Inside a branch, whose condition may say what a frame has: members are looked up when it runs.
  var isInBranch = false

  init(session: Session, later: Set<String> = []) {
    self.session = session
    self.later = later
  }

  /// - Throws: `Diagnostic` for the first thing that is wrong.
  static func check(_ statement: StatementSyntax, in session: Session, later: Set<String>) throws {
    var checker = Checker(session: session, later: later)
    checker.isLenient = UseFinder.contains(statement)
    try checker.check(statement)
  }

  mutating func check(_ statement: StatementSyntax) throws {
    switch statement.kind {
    case .bind(let name, let value), .param(let name, let value):
      try check(value)
      bind(name)
    case .model(let name, let value):
      let outer = known
      known.insert(Recipes.start)
      try check(value)
      known = outer
      bind(name)
    case .track(let name, let value):
      guard body == .loss else {
        throw Diagnostic("track stands only in a loss", at: statement.span)
      }
      try check(value)
      bind(name)
    case .target(let name, let value):
      try within(.target) { try $0.check(value) }
      bind(name)
    case .command(let command, let name):
      try check(command, span: statement.span)
      if let name { bind(name) }
    case .expression(let value): try check(value)
    case .returns(let value):
      guard body == .loss || body == .def || body == .rule else {
        throw Diagnostic("return stands only in def, loss and rule", at: statement.span)
      }
      try check(value)
    case .features(let name, let frame, let entries):
      try checkFeatures(frame, entries)
      bind(name)
    case .featuresPreset(let name, let frame):
      if let frame { try check(frame) }
      bind(name)
    case .loss(let function): try check(function, .loss)
    case .rule(let function): try check(function, .rule)
    case .def(let function): try check(function, .def)
    case .at(let run, let epoch, let batch, let command):
      let call = InterventionSyntax.command(run: run, epoch: epoch, batch: batch, command)
      try check(call, span: statement.span)
    case .conditional, .loop, .whileLoop, .breakLoop, .continueLoop: try checkFlow(statement)
    case .invalid: throw Diagnostic("this statement could not be read", at: statement.span)
    }
  }

  private mutating func checkFlow(_ statement: StatementSyntax) throws {
    switch statement.kind {
    case .conditional(let branches, let otherwise):
      let wasInBranch = isInBranch
      defer { isInBranch = wasInBranch }
      for branch in branches {
        try check(branch.condition)
        isInBranch = true
        for inner in branch.body { try check(inner) }
        isInBranch = wasInBranch
      }
      isInBranch = true
      for inner in otherwise ?? [] { try check(inner) }
    case .loop(let name, let over, let statements):
      try check(over)
      bind(name)
      try checkLoop(statements)
    case .whileLoop(let condition, let statements):
      try check(condition)
      try checkLoop(statements)
    case .breakLoop, .continueLoop:
      guard loopDepth > 0 else {
        let word = session.text(statement.span)
        throw Diagnostic("\(word) stands only in a loop", at: statement.span)
      }
    default: break
    }
  }

  private mutating func checkLoop(_ statements: [StatementSyntax]) throws {
    loopDepth += 1
    defer { loopDepth -= 1 }
    for inner in statements { try check(inner) }
  }

  private mutating func bind(_ name: Identifier) { known.insert(name.text) }

  func within(_ body: Body, _ check: (inout Checker) throws -> Void) throws {
    var inner = self
    inner.body = body
    inner.loopDepth = 0
    try check(&inner)
  }

  private mutating func check(_ function: FunctionSyntax, _ kind: Body) throws {
    known.insert(function.name.text)
    let names = Set(BoundNames.variables(of: function.body)).union(later)
    try within(kind) { inner in
      for formal in function.formals {
        if let value = formal.defaultValue { try inner.check(value) }
        inner.known.insert(formal.name.text)
      }
      inner.known.formUnion(names)
      for statement in function.body { try inner.check(statement) }
    }
  }

  private mutating func checkFeatures(
    _ frame: ExpressionSyntax?, _ entries: [StatementSyntax]
  ) throws {
    if let frame { try check(frame) }
    try within(.features) { inner in
      inner.setBlock(frame)
      for entry in entries {
        let (name, value) = try Lowering.entry(entry)
        try inner.check(value)
        inner.known.insert(name)
      }
    }
  }

  mutating func setBlock(_ frame: ExpressionSyntax?) {
    guard let frame else { return }
    if case .name(let name) = frame.kind, !known.contains(name),
      case .frame(let value)? = session.variable(name)
    {
      blockColumns = value.frame.names
    } else {
      isLenient = true
    }
  }
}

/// Whether a statement contains `use`: its names can then not be judged before it runs.
private enum UseFinder {
  static func contains(_ statement: StatementSyntax) -> Bool {
    switch statement.kind {
    case .command(let command, _): command.verb.text == "use"
    case .conditional(let branches, let otherwise):
      (branches.flatMap(\.body) + (otherwise ?? [])).contains(where: contains)
    case .loop(_, _, let body), .whileLoop(_, let body): body.contains(where: contains)
    default: false
    }
  }
}
