import Runtime

/// Names that build a network: architectures and, after `input |>`, layers.
enum Recipes {
  static let chain = Parameter("chain", .model, "the layers before")
  private static let chains = Parameter(
    "chains", .model, variadic: true, "two or more chains of layers")
  private static let body = Parameter(
    "chain", .model, default: .absent, "the layers that all outputs share")

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
    let before = before(layer)
    return Signature(
      own.name, group: own.group, own.summary, details: own.details,
      positionals: [before] + own.positionals, options: own.options, examples: own.examples,
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
    guard let layer = LayerCatalog.layer(named: name) else {
      throw Failure("no layer '\(name)'")
    }
    if let join = layer as? any JoinLayer.Type { return try joined(join, call) }
    if layer is HeadsLayer.Type { return .object(ModelValue(try HeadRecords.chain(call))) }
    return .object(
      ModelValue(try composed(call, chain, name).appending(Chain.Link(layer, options))))
  }

  /// `concat(a, b)`: chains of layers joined.
  private static func joined(_ layer: any JoinLayer.Type, _ call: CommandCall) throws -> Value {
    let parts = try call.list(chains).map { value in
      try composed(value, chains, layer.signature.name)
    }
    guard parts.count > 1 else {
      throw Failure(
        "\(layer.signature.name) joins two or more chains",
        hint: "\(layer.signature.name)(a, b), or a |> \(layer.signature.name)(b)")
    }
    guard parts.allSatisfy({ $0.heads.isEmpty }) else {
      throw Failure("heads({...}) is the end of a network")
    }
    return .object(ModelValue(Chain(try ChainNode.joined(layer, parts.map(\.node)))))
  }

  private static func composed(
    _ call: CommandCall, _ parameter: Parameter, _ name: String
  ) throws -> Chain {
    try composed(call.required(parameter), parameter, name)
  }

  /// A chain of layers; an architecture is none.
  static func composed(
    _ value: Value, _ parameter: Parameter, _ name: String
  ) throws -> Chain {
    guard case .object(let object) = value, let model = object as? ModelValue,
      let chain = model.chain
    else {
      throw Failure(
        "layers go on a chain: input |> \(name)", culprit: .parameter(parameter.name))
    }
    return chain
  }

  private static func before(_ layer: any Layer.Type) -> Parameter {
    if layer is any JoinLayer.Type { return chains }
    return layer is HeadsLayer.Type ? body : chain
  }

  static func options(of call: CommandCall) throws -> BoundOptions {
    var options: [String: OperatorArgument] = [:]
    for (name, value) in call.values
    where ![chain.name, chains.name].contains(name) && !isOfHeads(call) {
      options[name] = try Blame.at(call.spans[name] ?? call.span) { try argument(value, name) }
    }
    return BoundOptions(options)
  }

  /// Whether the values are chains, which `HeadRecords` reads.
  private static func isOfHeads(_ call: CommandCall) -> Bool {
    call.signature.name == HeadsLayer.signature.name
  }

  static func argument(_ value: Value, _ name: String) throws -> OperatorArgument {
    switch value {
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .text(let text): .text(text)
    // A feature that is a variable, too: `pick([liq])`.
    case .series(let series) where series.name != nil: .text(series.name ?? "")
    case .list(let items): .list(try items.map { try argument($0, name) })
    case .record(let record):
      .record(try record.fields.map { ($0.key, try argument($0.value, name)) })
    default: throw Failure("'\(name)' cannot be \(value.described)")
    }
  }
}
