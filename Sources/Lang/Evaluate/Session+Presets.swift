import Runtime

extension Session {
  /// Presses on a param or a setting before the run: `--set name=value`.
  ///
  /// - Throws: `Diagnostic` for a value that does not suit a setting.
  public func set(_ name: String, to text: String) throws {
    // A param of the same name follows.
    presets[name] = text
    switch name {
    case "seed":
      guard let seed = UInt64(text) else { throw Self.wrong(name, text, "a whole number") }
      (self.seed, firstSeed) = (seed, seed)
    case "threads":
      guard let threads = Int(text), (1...1024).contains(threads) else {
        throw Self.wrong(name, text, "a whole number from 1 to 1024")
      }
      self.threads = threads
    case "runs": runStore = text == "none" ? nil : text
    default: break
    }
  }

  /// The value of a text as an expression; a text that is none stands for itself.
  func value(ofText text: String, named name: String) throws -> Value {
    let source = sources.add(name: "--set \(name)", text: text)
    let program = Parser.parse(source, vocabulary)
    guard program.diagnostics.isEmpty, program.statements.count == 1,
      case .expression(let expression)? = program.statements.first?.kind
    else { return .text(text) }
    if let word = ArgumentWord.text(of: expression), variable(word) == nil { return .text(text) }
    var checker = Checker(session: self)
    try checker.check(expression)
    return try value(of: expression)
  }

  /// The value of an expression that is not part of the statement at hand.
  func value(of expression: ExpressionSyntax) throws -> Value {
    let body = [StatementSyntax(.expression(expression), expression.span)]
    let syntax = FunctionSyntax(
      name: Identifier("value", expression.span), formals: [], body: body)
    let chunk = try Lowering.function(syntax, in: self, source: sources[expression.span])
    return try call(
      FunctionValue(name: "value", kind: .def, syntax: syntax, chunk: chunk), with: [])
  }

  /// A preset that the script declares no param for; at the prompt it may come later.
  func unknownPreset(in statements: [StatementSyntax]) -> Diagnostic? {
    guard !isInteractive, !presets.isEmpty else { return nil }
    let params = Self.params(of: statements) + ["runs", "seed", "threads"]
    guard let name = presets.keys.sorted().first(where: { !params.contains($0) }) else {
      return nil
    }
    let near = DidYouMean.closest(to: name, in: params)
    return Diagnostic(
      "--set \(name): the script has no param of that name",
      hint: near.map { "did you mean '\($0)'?" })
  }

  private static func params(of statements: [StatementSyntax]) -> [String] {
    statements.compactMap { statement in
      if case .param(let name, _) = statement.kind { return name.text }
      return nil
    }
  }

  private static func wrong(_ name: String, _ text: String, _ wanted: String) -> Diagnostic {
    Diagnostic("--set \(name)=\(text): must be \(wanted)")
  }
}
