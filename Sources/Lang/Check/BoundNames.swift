/// The names that statements bind as variables, in the order they first appear.
enum BoundNames {
  static func variables(of statements: [StatementSyntax]) -> [String] {
    var names: [String] = []
    for statement in statements { collect(statement, into: &names) }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func collect(_ statement: StatementSyntax, into names: inout [String]) {
    switch statement.kind {
    case .bind(let name, _), .param(let name, _), .target(let name, _), .model(let name, _),
      .features(let name, _, _), .featuresPreset(let name, _), .track(let name, _):
      names.append(name.text)
    case .loss(let function), .rule(let function), .def(let function):
      names.append(function.name.text)
    // A block has names of its own.
    case .command(_, let name):
      if let name { names.append(name.text) }
    case .conditional(let branches, let otherwise):
      for inner in branches.flatMap(\.body) + (otherwise ?? []) { collect(inner, into: &names) }
    case .loop(let name, _, let body):
      names.append(name.text)
      for inner in body { collect(inner, into: &names) }
    case .whileLoop(_, let body):
      for inner in body { collect(inner, into: &names) }
    case .expression, .returns, .at, .breakLoop, .continueLoop, .invalid: break
    }
  }
}
