/// Weights of a network in the safetensors format, ours or PyTorch's.
///
/// Fixed numbers of the network travel in the metadata under `constants`.
public struct WeightsFile: Sendable {
  public let tensors: Safetensors
  /// As messages name it.
  public let name: String

  /// What a file gives a network.
  public struct Loaded: Sendable {
    /// All parameters one after the other.
    public let weights: [Float]
    /// The network with the fixed numbers of the file's head.
    public let network: Network
    /// How names were matched and what was left out, one sentence each.
    public let notes: [String]
  }

  public init(_ tensors: Safetensors, name: String) {
    self.tensors = tensors
    self.name = name
  }

  /// - Throws: `Failure` naming the file and what is wrong with it.
  public static func read(_ path: String, name: String) throws -> WeightsFile {
    WeightsFile(try Safetensors.read(path), name: name)
  }

  /// The weights of a network, read by name or by the order and shapes of its layers.
  ///
  /// - Throws: `Failure` naming the tensor, both shapes and the file.
  public func load(for network: Network) throws -> Loaded {
    let found = tensors.tensors.map { ($0.name, $0.shape) }
    let match = try WeightMatch(
      wanted: network.parameters.map { ($0.name, $0.shape) }, found: found, file: name)
    let weights = try network.parameters.flatMap { parameter in
      try values(match.names[parameter.name] ?? parameter.name)
    }
    let constants = Self.constants(in: tensors)
    let adopted = try network.replacing(head: constants)
    return Loaded(
      weights: weights, network: adopted,
      notes: notes(match) + notes(constants, network))
  }

  private func values(_ tensor: String) throws -> [Float] {
    guard let found = tensors[tensor] else {
      throw Failure("\(name) has no tensor '\(tensor)'", culprit: .parameter("init"))
    }
    let floats = found.numbers.floats
    guard floats.allSatisfy(\.isFinite) else {
      throw Failure(
        "\(name): '\(tensor)' holds a number that is not finite", culprit: .parameter("init"))
    }
    return floats
  }

  private func notes(_ match: WeightMatch) -> [String] {
    let used = Set(match.names.values)
    let moments = ["best.", "first_moment.", "second_moment."]
    let left = tensors.tensors.map(\.name).filter { name in
      !used.contains(name) && !moments.contains { name.hasPrefix($0) }
    }
    var notes: [String] = []
    if !match.pairs.isEmpty {
      notes.append("\(name): by order and shape, \(WeightMatch.list(match.pairs, atMost: 8))")
    }
    if !left.isEmpty { notes.append("\(name): left out \(WeightMatch.list(left))") }
    return notes
  }

  private func notes(_ constants: [NetworkConstant], _ network: Network) -> [String] {
    let head = network.constants.filter(\.isOfHead)
    let inputs = constants.filter { !$0.isOfHead && $0 != network.constants[$0.name] }
    var notes: [String] = []
    if constants.isEmpty, !head.isEmpty {
      notes.append(
        "\(name) says no scale of the output: it starts at this dataset's labels "
          + "(raw=true leaves it as PyTorch has it)")
    }
    if head.isEmpty, constants.contains(where: \.isOfHead) {
      notes.append("\(name) was trained with a scaled output, which raw=true leaves out")
    }
    if !inputs.isEmpty {
      notes.append("\(name) was trained on inputs scaled by other numbers than this dataset's")
    }
    return notes
  }
}

extension WeightsFile {
  /// The weights by parameter, with the network's fixed numbers.
  public static func tensors(_ weights: [Float], of network: Network) -> Safetensors {
    Safetensors(tensors: tensors("", weights, network), metadata: metadata(of: network))
  }

  static func tensors(
    _ prefix: String, _ values: [Float], _ network: Network
  ) -> [Safetensors.Tensor] {
    var start = 0
    return network.parameters.map { parameter in
      defer { start += parameter.count }
      return Safetensors.Tensor(
        name: prefix + parameter.name, shape: parameter.shape,
        numbers: .float(Array(values[start..<start + parameter.count])))
    }
  }

  static func metadata(of network: Network) -> [Json.Field] {
    let constants = Json.object(
      network.constants.map { Json.Field($0.name, .numbers($0.values)) })
    return [
      .init("format", .text("pt")), .init("model", .text(network.text)),
      .init("constants", .text(constants.text())),
    ]
  }

  /// The fixed numbers a file names; none where it does not say.
  static func constants(in tensors: Safetensors) -> [NetworkConstant] {
    guard let text = tensors.metadata.first(where: { $0.key == "constants" })?.value.text,
      case .object(let fields)? = try? JsonParser.parse(Array(text.utf8))
    else { return [] }
    return fields.map { field in
      NetworkConstant(field.key, field.value.array?.compactMap(\.number) ?? [])
    }
  }
}

extension [NetworkConstant] {
  subscript(name: String) -> NetworkConstant? { first { $0.name == name } }
}
