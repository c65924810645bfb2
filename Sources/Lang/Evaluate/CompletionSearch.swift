import Runtime

/// Finds what may stand at a place, from the registry and the session.
struct CompletionSearch {
  let session: Session
  let place: CompletionPlace

  func proposals() -> [Session.Completion] {
    if place.isInText { return PathCompletion.proposals(for: place.word, in: session) }
    if let owner = place.owner { return matching(members(of: owner)) }
    if let option = place.option {
      let choices = matching(choices(of: option))
      if !choices.isEmpty { return choices }
      return matching(names() + functions())
    }
    var found: [Session.Completion] = []
    if place.isAtStart { found += commands() }
    if let signature { found += options(of: signature) + words(of: signature) }
    return matching(found + names() + functions() + (place.isAtStart ? keywords() : []))
  }

  private var signature: Signature? {
    guard !place.isAtStart, let callee = place.callee else { return nil }
    return Registry.command(callee) ?? Registry.function(callee)
  }

  /// Proposals that begin with the word, each text once, in the order found.
  private func matching(_ candidates: [Session.Completion]) -> [Session.Completion] {
    let wanted = place.word.lowercased()
    var seen: Set<String> = []
    return candidates.filter {
      $0.text.lowercased().hasPrefix(wanted) && seen.insert($0.text).inserted
    }
  }

  private func commands() -> [Session.Completion] {
    Registry.commandNames.map { name in
      let summary = Registry.command(name)?.summary ?? ""
      return Session.Completion(text: name, kind: "verb", note: summary)
    }
  }

  private func keywords() -> [Session.Completion] {
    let words = [
      "def", "features", "for", "if", "loss", "model", "param", "rule", "target", "while",
    ]
    return words.map { Session.Completion(text: $0, kind: "keyword") }
  }

  private func options(of signature: Signature) -> [Session.Completion] {
    signature.options.map {
      Session.Completion(text: $0.name + "=", kind: "option", note: $0.help)
    }
  }

  /// The literal words of the positionals: kinds of plots, parts of a dataset.
  private func words(of signature: Signature) -> [Session.Completion] {
    signature.positionals.flatMap { Self.words(of: $0) }
  }

  private func choices(of option: String) -> [Session.Completion] {
    guard let callee = place.callee,
      let signature = Registry.command(callee) ?? Registry.function(callee),
      let parameter = signature.parameter(option)
    else { return [] }
    return Self.words(of: parameter)
  }

  private static func words(of parameter: Parameter) -> [Session.Completion] {
    let words: [String] =
      switch parameter.kind {
      case .choice(let words): words
      case .part: ["train", "val", "test"]
      case .boolean: ["true", "false"]
      default: []
      }
    return words.map { Session.Completion(text: $0, kind: "choice", note: parameter.name) }
  }

  private func names() -> [Session.Completion] {
    let variables = session.variableNames.map { name in
      Session.Completion(
        text: name, kind: "variable", note: session.variable(name)?.typeName ?? "")
    }
    let columns = (session.frameInUse?.frame.names ?? []).map { name in
      Session.Completion(
        text: name, kind: "column", note: "column of \(session.frameInUse?.name ?? "")")
    }
    return variables.sorted { $0.text < $1.text } + columns
  }

  private func functions() -> [Session.Completion] {
    Registry.functionNames.map { name in
      let note = Registry.function(name).map(Self.head) ?? ""
      return Session.Completion(text: name + "(", kind: "function", note: note)
    }
  }

  /// `mean(x, n, min=)`.
  static func head(_ signature: Signature) -> String {
    let positionals = signature.positionals.map(\.name)
    let options = signature.options.map { $0.name + "=" }
    return "\(signature.name)(\((positionals + options).joined(separator: ", ")))"
  }

  private func members(of owner: String) -> [Session.Completion] {
    var parts = owner.split(separator: ".").map(String.init)[...]
    guard let root = parts.popFirst(), var value = session.variable(root) else { return [] }
    for part in parts {
      guard let member = try? Members.member(part, of: value) else { return [] }
      value = member
    }
    let names: [String] =
      switch value {
      case .frame(let frame): frame.frame.names
      case .record(let record): record.fields.map(\.key)
      case .object(let object): object.memberNames
      default: []
      }
    return names.map { Session.Completion(text: $0, kind: "member", note: value.typeName) }
  }
}
