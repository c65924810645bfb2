import Runtime

extension Session {
  /// Parses, checks and runs a text; prints results and rendered diagnostics.
  ///
  /// All syntax errors are reported before anything runs. The first error that running meets ends
  /// the text; what was bound before it stays bound.
  public func execute(_ text: String, name: String = "prompt", folder: String? = nil) -> Outcome {
    let source = sources.add(name: name, folder: folder, text: text)
    let outer = scriptFolder
    if let folder { scriptFolder = folder }
    defer { scriptFolder = outer }
    let program = Parser.parse(source, vocabulary)
    guard program.diagnostics.isEmpty else {
      for diagnostic in program.diagnostics { report(diagnostic) }
      return .failed(exitCode: 1)
    }
    if let unknown = unknownPreset(in: program.statements) {
      report(unknown)
      return .failed(exitCode: 2)
    }
    do {
      try run(program.statements, of: source)
      if !isInteractive, nesting == 0 { try waitForBackground() }
    } catch {
      pauseForLeaving()
      return failed(error)
    }
    return quitCode.map { .quit($0) } ?? .finished
  }

  /// What the parser needs to tell a command from an expression.
  var vocabulary: Vocabulary {
    Vocabulary(
      verb: { Registry.command($0) ?? PlannedVerbs.signature($0) },
      isName: { [self] in variable($0) != nil || column($0) != nil },
      verbNames: Registry.commandNames + PlannedVerbs.names.sorted())
  }

  /// Runs statements one by one; the rest is read again when a name in scope now hides a verb.
  private func run(_ statements: [StatementSyntax], of source: Source) throws {
    var remaining = statements[...]
    let later = Set(BoundNames.variables(of: statements))
    var hidden = hiddenVerbs
    while let statement = remaining.first {
      if hiddenVerbs != hidden {
        hidden = hiddenVerbs
        remaining = try reread(source, from: statement.span.lower)[...]
        continue
      }
      if echoesStatements { output.result(echo(of: statement, source)) }
      if !isSkipped(statement) {
        try execute(statement, of: source, later: later)
        log.add(kept(statement, source), verb: verb(of: statement), bound: names(of: statement))
        settleBackground()
      }
      for note in seals.takeNotes() { output.note("note: \(note)") }
      if let trouble = ledger.takeTrouble() { warn(trouble) }
      if quitCode != nil { return }
      remaining = remaining.dropFirst()
    }
  }

  private func execute(
    _ statement: StatementSyntax, of source: Source, later: Set<String>
  ) throws {
    defer { variables.settle() }
    try Interrupt.check()
    underway = (source.text(statement.span), verb(of: statement))
    defer { underway = nil }
    try Checker.check(statement, in: self, later: later)
    let before = variables
    do {
      let chunk = try Lowering.statement(statement, in: self, source: source)
      _ = try machine.run(chunk, base: 0)
    } catch {
      variables.restore(before)
      log.drop()
      bindPaused()
      throw error
    }
  }

  private func reread(_ source: Source, from offset: Int) throws -> [StatementSyntax] {
    let program = Parser.parse(source, vocabulary)
    if let first = program.diagnostics.first(where: { ($0.span?.lower ?? 0) >= offset }) {
      throw first
    }
    return program.statements.filter { $0.span.lower >= offset }
  }

  private var hiddenVerbs: Set<String> {
    Set(Registry.commandNames.filter { variable($0) != nil || column($0) != nil })
  }

  private func echo(of statement: StatementSyntax, _ source: Source) -> String {
    let lines = source.text(statement.span).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { "> \($0)" }.joined(separator: "\n")
  }
}

extension Session {
  /// Prints what ended a text and gives the exit code.
  private func failed(_ error: any Error) -> Outcome {
    let mapped = Blame.diagnostic(error, at: nil)
    guard let diagnostic = mapped as? Diagnostic else {
      if !isInner { Interrupt.clear() }
      report(Diagnostic("stopped", kind: .interrupted))
      return .failed(exitCode: 130)
    }
    report(diagnostic)
    return .failed(exitCode: diagnostic.kind.exitCode)
  }

  /// Renders a diagnostic on standard error.
  public func report(_ diagnostic: Diagnostic) {
    let renderer = DiagnosticRenderer(columns: output.size.columns, namesPlace: !isInteractive)
    output.note(renderer.render(diagnostic, in: sources))
  }
}

extension Diagnostic.Kind {
  /// The exit code of a script that ends with it.
  public var exitCode: Int32 {
    switch self {
    case .error: 1
    case .expectation: 3
    case .leak: 4
    case .interrupted: 130
    }
  }
}
