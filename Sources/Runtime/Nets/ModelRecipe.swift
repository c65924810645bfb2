/// What `model net = ...` declares: a network without weights, for any dataset that suits it.
public struct ModelRecipe: Sendable {
  private enum Kind: Sendable {
    case architecture(any Architecture.Type, BoundOptions)
    case chain(Chain)
  }

  private let kind: Kind

  /// - Throws: `Failure` for an option the architecture does not have.
  public init(_ architecture: any Architecture.Type, _ options: BoundOptions) throws {
    let known = architecture.signature.options.map(\.name)
    for name in options.values.keys.sorted() where !known.contains(name) {
      throw Failure(
        "\(architecture.signature.name) has no option '\(name)'", culprit: .parameter(name),
        hint: "it has \(known.joined(separator: ", "))")
    }
    kind = .architecture(architecture, options)
  }

  /// `input |> dense(32) |> relu |> dense(1)`.
  public init(_ chain: Chain) { kind = .chain(chain) }

  /// The same recipe with other options: `net(hidden=[64, 32])`.
  ///
  /// - Throws: `Failure` for an unknown option, or when the recipe is a chain of layers.
  public func replacing(_ options: BoundOptions) throws -> ModelRecipe {
    guard case .architecture(let type, let old) = kind else {
      throw Failure("a chain of layers has no options to replace")
    }
    return try ModelRecipe(
      type, BoundOptions(old.values.merging(options.values) { $1 }))
  }

  /// As a script says it.
  public var text: String {
    switch kind {
    case .architecture(let type, let options):
      return "\(type.signature.name)(\(options.text(in: type.signature.options)))"
    case .chain(let chain): return chain.text
    }
  }

  public func sample() throws -> SampleKind {
    switch kind {
    case .architecture(let type, let options): return try type.sample(options)
    case .chain(let chain): return try chain.sample()
    }
  }

  /// The network on a dataset.
  ///
  /// - Throws: `Failure` naming the option or what the dataset lacks.
  public func network(for dataset: Dataset) throws -> Network {
    var network: Network
    switch kind {
    case .architecture(let type, let options):
      network = try type.network(options, text: text, for: dataset)
    case .chain(let chain):
      network = try chain.network(text: text, for: dataset)
    }
    network.recipe = self
    return network
  }
}
