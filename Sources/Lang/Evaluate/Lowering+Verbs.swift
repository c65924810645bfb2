import Runtime

extension Lowering {
  /// The block of a verb as a function of the names that the verb binds and of the locals around
  /// that it reads.
  func lowerBlock(
    _ body: [StatementSyntax], of command: CommandSyntax, _ signature: Signature
  ) throws -> CallSite.Body {
    let given = try BlockSyntax(command: command, signature: signature, session: session).names()
    let used = UsedNames(body).names
    let captured = locals.filter { local in
      used.contains(local.key) && !given.contains { $0.text == local.key }
    }.sorted { $0.key < $1.key }
    let names = given + captured.map { Identifier($0.key, command.verb.span) }
    let function = FunctionSyntax(
      name: command.verb,
      formals: names.map { FormalSyntax(name: $0, defaultValue: nil, isOption: false) },
      body: body)
    let chunk = try Self.function(
      function, in: session, source: source, allowsCommands: true, bound: bound)
    return CallSite.Body(
      function: FunctionValue(
        name: command.verb.text, kind: .def, syntax: function, chunk: chunk),
      captured: captured.map { (name: $0.key, register: $0.value) })
  }
}
