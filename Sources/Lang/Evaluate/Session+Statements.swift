import Runtime

/// What the log keeps of statements, and what becomes of trainings around them.
extension Session {
  /// The verb of a command; empty for other statements.
  func verb(of statement: StatementSyntax) -> String {
    switch statement.kind {
    case .command(let command, _): command.verb.text
    case .at: AtCommand.signature.name
    default: ""
    }
  }

  /// What a statement binds.
  func names(of statement: StatementSyntax) -> [String] {
    BoundNames.variables(of: [statement])
  }

  /// The text of a statement; a `param` with the value that it was given from outside.
  func kept(_ statement: StatementSyntax, _ source: Source) -> String {
    let text = source.text(statement.span)
    guard case .param(let name, _) = statement.kind, presets[name.text] != nil else { return text }
    return switch variable(name.text) {
    case .number(let number)?: "param \(name.text) = \(NumberFormat.shortest(number))"
    case .text(let word)?: "param \(name.text) = \(word.asText)"
    case .boolean(let flag)?: "param \(name.text) = \(flag)"
    default: "param \(name.text) = \(presets[name.text] ?? "none")"
    }
  }

  /// Where a training of the store is made again, changes on its way are in its checkpoint.
  func isSkipped(_ statement: StatementSyntax) -> Bool {
    guard restoring != nil else { return false }
    guard case .command(let command, _) = statement.kind else { return false }
    switch command.verb.text {
    case "set":
      let option = command.arguments.first.flatMap { ArgumentWord.text(of: $0.value) }
      return !SetCommand.settings.contains(option ?? "")
    case "resume", "stop", "rollback", "pause", "fork": return true
    default: return false
    }
  }

  /// Whether a training runs inside a loop, a function or another command.
  var isNested: Bool {
    !["stage1", "stage2", "resume", "watch"].contains(underway?.verb ?? "")
  }

  /// An error assigns nothing, but a training that was paused by it can be looked at.
  func bindPaused() {
    for value in runTable.active
    where value.run.snapshot.status == .paused && variable(value.name) == nil {
      bind(value.name, to: .object(value))
    }
  }

  /// A script that ends with an error leaves nothing running.
  func pauseForLeaving() {
    if !isInteractive { pauseBackground() }
  }
}

extension String {
  /// As a text of the language.
  public var asText: String {
    let escaped = map { character in
      switch character {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "{": "{{"
      default: String(character)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
