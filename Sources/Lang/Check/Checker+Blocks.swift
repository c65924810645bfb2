import Runtime

extension Checker {
  /// The block of a verb: its names are known in it, and each of them is used.
  func checkBlock(of command: CommandSyntax, _ signature: Signature) throws {
    let verb = command.verb
    guard signature.block != nil else {
      guard command.body == nil else {
        throw Diagnostic("'\(verb.text)' takes no block", at: verb.span)
      }
      return
    }
    guard let body = command.body else {
      throw Diagnostic(
        "\(verb.text): the block is missing", at: verb.span,
        hint: signature.examples.first?.code)
    }
    let names = try BlockSyntax(command: command, signature: signature, session: session).names()
    let used = UsedNames(body)
    if signature.choosesAmongTrials, let place = used.testPart {
      throw Diagnostic(
        "the block of \(verb.text) looks at the validation part only: what is chosen by the test "
          + "part is not tested by it", at: place)
    }
    if signature.block == .options, let idle = names.first(where: { !used.names.contains($0.text) })
    {
      throw Diagnostic(
        "\(verb.text): '\(idle.text)' is not used in the block", at: idle.span,
        hint: "use it there by name: \(idle.text)=\(idle.text)")
    }
    var inner = self
    inner.loopDepth = 0
    inner.known.formUnion(names.map(\.text))
    for statement in body { try inner.check(statement) }
  }
}

extension Signature {
  /// Whether the best of what a block gives is taken.
  fileprivate var choosesAmongTrials: Bool { name == SweepCommand.signature.name }
}
