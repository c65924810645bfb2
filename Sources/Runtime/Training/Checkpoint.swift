import CKernels

/// A training on disk: `NAME.safetensors` with weights, best weights and moments by parameter, and
/// `NAME.json` with everything else.
///
/// Both files are written atomically, the JSON last; it names the checksum of its tensors, so a
/// pair that does not belong together is noticed.
public enum Checkpoint {
  private static let format = 2
  private static let vectors: [(prefix: String, vector: KeyPath<RunState, [Float]> & Sendable)] = [
    ("", \.weights), ("best.", \.bestWeights), ("first_moment.", \.firstMoment),
    ("second_moment.", \.secondMoment),
  ]

  /// - Parameter path: Without extension.
  /// - Throws: `Failure` naming the file that cannot be written.
  public static func write(
    _ state: RunState, of problem: TrainingProblem, to path: String, isInterruptible: Bool = true
  ) throws {
    let tensors = tensors(of: state, problem.network)
    let bytes = tensors.bytes
    let json = Json.fields([
      "format": .number(Double(format)), "model": .text(problem.network.text),
      "loss": .text(problem.loss.name), "samples": .number(Double(problem.training.count)),
      "tensors": .text(checksum(bytes)), "state": state.json,
    ])
    try AtomicFile.write(bytes, to: path + ".safetensors", isInterruptible: isInterruptible)
    try AtomicFile.write(
      Array((json.text(indent: 2) + "\n").utf8), to: path + ".json",
      isInterruptible: isInterruptible)
    // The text of a long history is megabytes; their pages go back to the system.
    fml_release_pages()
  }

  /// The network with the fixed numbers of its head taken from a checkpoint.
  ///
  /// - Throws: `Failure` when the file is missing or broken.
  public static func network(_ network: Network, of path: String) throws -> Network {
    let tensors = try Safetensors.read(path + ".safetensors")
    return try network.replacing(head: WeightsFile.constants(in: tensors))
  }

  /// - Throws: `Failure` when a file is missing, broken, of another network, loss or dataset, or the
  ///   two files do not belong together.
  public static func read(_ path: String, for problem: TrainingProblem) throws -> RunState {
    let bytes = try AtomicFile.read(path + ".safetensors")
    let json = try JsonParser.parse(AtomicFile.read(path + ".json"))
    guard json["format"]?.integer == format else {
      throw Failure("\(path).json is no checkpoint of this version")
    }
    guard json["tensors"]?.text == checksum(bytes) else {
      throw Failure("\(path).json and \(path).safetensors do not belong together")
    }
    try check(json["model"]?.text, problem.network.text, "model", path)
    try check(json["loss"]?.text, problem.loss.name, "loss", path)
    try check(
      json["samples"]?.integer.map(String.init), String(problem.training.count),
      "number of training samples", path)
    guard let fields = json["state"] else { throw Failure("\(path).json holds no state") }
    var state = try RunState(json: fields, weightCount: problem.network.parameterCount)
    let tensors = try Safetensors(bytes: bytes)
    guard WeightsFile.constants(in: tensors) == problem.network.constants else {
      throw Failure("\(path).safetensors is of a dataset of another scale")
    }
    let read = try vectors.map { try vector($0.prefix, in: tensors, problem.network) }
    (state.weights, state.bestWeights) = (read[0], read[1])
    (state.firstMoment, state.secondMoment) = (read[2], read[3])
    guard state.order.count <= problem.training.count,
      state.order.allSatisfy({ $0 >= 0 && $0 < problem.training.count }),
      (0...state.order.count).contains(state.cursor)
    else { throw Failure("\(path).json names samples that the dataset does not have") }
    return state
  }

  private static func tensors(of state: RunState, _ network: Network) -> Safetensors {
    Safetensors(
      tensors: vectors.flatMap {
        WeightsFile.tensors($0.prefix, state[keyPath: $0.vector], network)
      }, metadata: WeightsFile.metadata(of: network))
  }

  private static func vector(
    _ prefix: String, in tensors: Safetensors, _ network: Network
  ) throws -> [Float] {
    try network.parameters.flatMap { parameter in
      let name = prefix + parameter.name
      guard let tensor = tensors[name] else { throw Failure("the file has no tensor '\(name)'") }
      guard tensor.shape == parameter.shape else {
        throw Failure("tensor '\(name)' is \(tensor.shape), the network wants \(parameter.shape)")
      }
      return tensor.numbers.floats
    }
  }

  private static func check(
    _ found: String?, _ wanted: String, _ what: String, _ path: String
  ) throws {
    guard found == wanted else {
      throw Failure("\(path).json is of another \(what): \(found ?? "none"), not \(wanted)")
    }
  }

  /// FNV-1a over the bytes, in hexadecimal.
  private static func checksum(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
