import Runtime

/// What is said about names that stand for nothing.
enum Names {
  /// No variable and no column of the frame in use has the name.
  static func unknown(
    _ name: String, in session: Session, locals: some Sequence<String> = [], at span: Span? = nil
  ) -> Diagnostic {
    if Registry.function(name) != nil {
      return Diagnostic(
        "'\(name)' is a function", at: span, hint: "call it: \(name)(...)")
    }
    if Registry.command(name) != nil {
      return Diagnostic("'\(name)' is a command, not a value", at: span)
    }
    if PlannedVerbs.contains(name) { return Diagnostic(PlannedVerbs.message(name), at: span) }
    return Diagnostic(
      "no name '\(name)'", at: span, hint: hint(for: name, in: session, Array(locals)))
  }

  private static func hint(
    for name: String, in session: Session, _ locals: [String]
  ) -> String? {
    let columns = session.frameInUse?.frame.names ?? []
    let groups = [
      locals + session.variableNames + columns, Registry.functionNames, Registry.commandNames,
    ]
    let verb = Registry.commandNames.first {
      Registry.command($0)?.keywords.contains(name) ?? false
    }
    for (index, group) in groups.enumerated() {
      // A word such as `exit` means its verb rather than a function of a similar name.
      if index == 1, let verb { return "did you mean '\(verb)'?" }
      if let near = DidYouMean.closest(to: name, in: group) { return "did you mean '\(near)'?" }
    }
    for variable in session.variableNames {
      if case .frame(let frame)? = session.variable(variable), frame.frame.index(of: name) != nil {
        return "it is a column of \(variable): \(variable).\(name), or use \(variable)"
      }
    }
    return nil
  }

  /// No function has the name.
  static func unknownFunction(
    _ name: String, in session: Session, at span: Span
  ) -> Diagnostic {
    if PlannedVerbs.contains(name) { return Diagnostic(PlannedVerbs.message(name), at: span) }
    let defined = session.variableNames.filter { name in
      if case .function? = session.variable(name) { return true }
      return false
    }
    let known = defined + Registry.functionNames + Registry.commandNames
    let near = DidYouMean.closest(to: name, in: known)
    return Diagnostic(
      "no function '\(name)'", at: span, hint: near.map { "did you mean '\($0)'?" })
  }
}
