import Runtime

/// Finds what may stand at a place, from the registry and the session.
struct CompletionSearch {
  let session: Session
  let place: CompletionPlace

  func proposals() -> [Session.Completion] {
    if place.isInText { return PathCompletion.proposals(for: place.word, in: session) }
    if let owner = place.owner { return matching(members(of: owner)) }
    if let option = place.option { return matching(values(of: option)) }
    if let words = prelude() { return matching(words) }
    if place.isAtStart { return matching(statements()) }
    guard let callee = place.callee, let signature else {
      return matching(names() + functions())
    }
    switch callee {
    case "help": return matching(commands() + functions().map(Self.withoutParenthesis))
    case "set": return matching(settings() + runs())
    default: break
    }
    let arguments = words(of: signature) + names(for: signature.positionals)
    return matching(arguments + options(of: signature) + functions(for: signature.positionals))
  }

  /// After `features` the sets of the prelude, then `on` and a frame; after `show source` all that
  /// has a source. nil elsewhere.
  private func prelude() -> [Session.Completion]? {
    func sources(_ names: [String], _ note: String) -> [Session.Completion] {
      names.sorted().map { Session.Completion(text: $0, kind: "choice", note: note) }
    }
    let sets = sources(FeaturePrelude.names, "feature set")
    switch place.before {
    case ["features"]: return sets
    case ["show", "source"]:
      return sets + sources(Prelude.names, "loss") + sources(RulePrelude.names, "rule")
    default: break
    }
    guard place.before.first == "features", !place.before.contains(where: { $0.hasSuffix(":") })
    else { return nil }
    if place.before.count == 2 { return [Session.Completion(text: "on", kind: "keyword")] }
    return place.before.last == "on" ? variables { ParameterKind.frame.accepts($0) } : nil
  }

  /// What a line may begin with; functions only once a letter of them is typed.
  private func statements() -> [Session.Completion] {
    commands() + names() + (place.word.isEmpty ? [] : functions()) + keywords()
  }

  private func values(of option: String) -> [Session.Completion] {
    guard let parameter = signature?.parameter(option) else { return names() + functions() }
    let words = Self.words(of: parameter)
    guard words.isEmpty else { return words }
    let presets = parameter.kind == .loss ? Prelude.names.sorted() : []
    let rules = parameter.kind == .rule || parameter.kind == .loss ? RulePrelude.names : []
    return names(for: [parameter])
      + presets.map { Session.Completion(text: $0, kind: "choice", note: "loss") }
      + rules.map { Session.Completion(text: $0, kind: "choice", note: "rule") }
      + functions(for: [parameter])
  }

  private var signature: Signature? {
    place.callee.flatMap { Registry.command($0) ?? Registry.function($0) }
  }

  /// Where only things of certain kinds fit, those; else every name.
  private func names(for parameters: [Parameter]) -> [Session.Completion] {
    guard !parameters.isEmpty, parameters.allSatisfy({ $0.kind.isOfThings }) else { return names() }
    return variables { value in parameters.contains { $0.kind.accepts(value) } }
  }

  private func functions(for parameters: [Parameter]) -> [Session.Completion] {
    guard !parameters.isEmpty, parameters.allSatisfy({ $0.kind.isOfThings }) else {
      return functions()
    }
    guard parameters.contains(where: { $0.kind == .model }) else { return [] }
    return functions().filter { Recipes.has(String($0.text.dropLast())) }
  }

  private func runs() -> [Session.Completion] {
    variables { ParameterKind.run.accepts($0) }
  }

  private func settings() -> [Session.Completion] {
    let live = session.runTable.active.isEmpty ? [] : TrainingOptions.liveNames
    return (live + ["seed", "threads"]).map { Session.Completion(text: $0, kind: "choice") }
  }

  private static func withoutParenthesis(_ function: Session.Completion) -> Session.Completion {
    .init(text: String(function.text.dropLast()), kind: function.kind, note: function.note)
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

  private static func words(of parameter: Parameter) -> [Session.Completion] {
    let words: [String] =
      switch parameter.kind {
      case .choice(let words), .choices(let words), .recipe(let words): words
      case .part, .partOrFrame: ["train", "val", "test"]
      case .boolean: ["true", "false"]
      default: []
      }
    return words.map { Session.Completion(text: $0, kind: "choice", note: parameter.name) }
  }

  private func names() -> [Session.Completion] {
    let columns = (session.frameInUse?.frame.names ?? []).map { name in
      Session.Completion(
        text: name, kind: "column", note: "column of \(session.frameInUse?.name ?? "")")
    }
    return variables { _ in true } + columns
  }

  private func variables(where fits: (Value) -> Bool) -> [Session.Completion] {
    session.variableNames.sorted().compactMap { name in
      guard let value = session.variable(name), fits(value) else { return nil }
      return Session.Completion(text: name, kind: "variable", note: value.typeName)
    }
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
    let names: [(String, String)] =
      switch value {
      case .frame(let frame): frame.frame.names.map { ($0, "") }
      case .record(let record): record.fields.map { ($0.key, $0.value.typeName) }
      case .object(let object): object.memberNames.map { ($0, "") }
      default: []
      }
    return names.map { Session.Completion(text: $0.0, kind: "member", note: $0.1) }
  }
}

extension ParameterKind {
  /// Kinds whose values are made by a verb and then go by a name.
  fileprivate var isOfThings: Bool {
    switch self {
    case .frame, .dataset, .featureSet, .target, .model, .loss, .rule, .run, .book, .chart: true
    default: false
    }
  }
}
