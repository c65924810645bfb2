import Runtime

/// Names that build a network: architectures and, after `input |>`, layers.
enum Recipes {
  static let chain = Parameter("chain", .model, "the layers before")

  /// The word that begins a chain in a `model` statement.
  static let start = "input"

  static func has(_ name: String) -> Bool { signature(name) != nil }

  /// The signature of an architecture, or of a layer with the chain before it as first positional.
  ///
  /// - Parameter onChain: a chain stands before, so that `lstm` is the layer.
  static func signature(_ name: String, onChain: Bool = false) -> Signature? {
    let isLayer = onChain && LayerCatalog.layer(named: name) != nil
    if !isLayer, let architecture = ArchitectureCatalog.architecture(named: name) {
      return architecture.signature
    }
    guard let layer = LayerCatalog.layer(named: name) else { return nil }
    let own = layer.signature
    return Signature(
      own.name, group: own.group, own.summary, details: own.details,
      positionals: [chain] + own.positionals, options: own.options, examples: own.examples,
      keywords: own.keywords)
  }

  /// Whether a name is an architecture and, on a chain, a layer.
  static func isBoth(_ name: String) -> Bool {
    ArchitectureCatalog.architecture(named: name) != nil && LayerCatalog.layer(named: name) != nil
  }

  /// Applies an architecture or a layer.
  static func call(_ name: String, _ call: CommandCall) throws -> Value {
    let options = try options(of: call)
    let isOnChain = call.values[chain.name] != nil
    if !isOnChain, let architecture = ArchitectureCatalog.architecture(named: name) {
      return .object(ModelValue(try ModelRecipe(architecture, options)))
    }
    let before = try call.object(chain, as: ModelValue.self)
    guard let layer = LayerCatalog.layer(named: name), let links = before.links else {
      throw Failure("layers go on a chain: input |> \(name)", culprit: .parameter(chain.name))
    }
    return .object(ModelValue(links: links + [Chain.Link(layer, options)]))
  }

  static func options(of call: CommandCall) throws -> BoundOptions {
    var options: [String: OperatorArgument] = [:]
    for (name, value) in call.values where name != chain.name {
      options[name] = try Blame.at(call.spans[name] ?? call.span) { try argument(value, name) }
    }
    return BoundOptions(options)
  }

  static func argument(_ value: Value, _ name: String) throws -> OperatorArgument {
    switch value {
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .text(let text): .text(text)
    case .list(let items): .list(try items.map { try argument($0, name) })
    default: throw Failure("'\(name)' cannot be \(value.described)")
    }
  }
}
