extension Parser {
  /// `at s1 3:31 ...` or `at s1 epoch=5 ...`, as against a word `at`.
  var isIntervention: Bool {
    let place = token(after: 2)
    if case .number = place.kind { return true }
    return place.word == "epoch" && token(after: 3).isSymbol(.assign)
  }

  /// `at RUN EPOCH:BATCH command` or `at RUN epoch=EPOCH [batch=BATCH] command`.
  mutating func intervention() throws(ParseError) -> StatementSyntax {
    let start = index
    try outsideBodies()
    advance()
    let run = try identifier("the name of a run")
    let place = token.word == nil ? try compactPlace() : try namedPlace()
    guard leadsCommand else { throw error("expected a command after 'at \(run.text) ...'") }
    let statement = try command(bindTo: nil, from: index)
    guard case .command(let command, _) = statement.kind else {
      throw error("expected a command after 'at \(run.text) ...'", at: statement.span)
    }
    return StatementSyntax(
      .at(run: run, epoch: place.epoch, batch: place.batch, command), span(from: start))
  }

  private mutating func compactPlace() throws(ParseError) -> (epoch: Int, batch: Int?) {
    let epoch = try count("an epoch")
    try expect(.colon, "between epoch and batch")
    return (epoch, try count("a batch"))
  }

  private mutating func namedPlace() throws(ParseError) -> (epoch: Int, batch: Int?) {
    advance()
    try expect(.assign, "after 'epoch'")
    let epoch = try count("an epoch")
    guard token.word == "batch", token(after: 1).isSymbol(.assign) else { return (epoch, nil) }
    advance()
    advance()
    return (epoch, try count("a batch"))
  }

  private mutating func count(_ what: String) throws(ParseError) -> Int {
    guard case .number(let value) = token.kind, let whole = Int(exactly: value), whole >= 0 else {
      throw error("expected the number of \(what)")
    }
    advance()
    return whole
  }
}
