import Runtime

/// Where a training starts: from the seed, from a file of weights or from a checkpoint.
struct TrainingStart {
  enum Origin {
    case seed
    case weights([Float])
    /// Without extension.
    case checkpoint(String)
  }

  let origin: Origin
  /// With the fixed numbers of the file's head.
  let network: Network
  let notes: [String]

  /// - Throws: `Failure` naming the file, or the tensor that does not fit.
  init(_ call: CommandCall, _ parameter: Parameter, _ network: Network) throws {
    guard call.has(parameter) else {
      (origin, self.network, notes) = (.seed, network, [])
      return
    }
    let path = try call.text(parameter)
    guard path.hasSuffix(".safetensors") else {
      self.network = try Checkpoint.network(network, of: path)
      (origin, notes) = (.checkpoint(path), [])
      return
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let file = try WeightsFile.read(call.session.resolve(path: path), name: name)
    let loaded = try file.load(for: network)
    (origin, self.network, notes) = (.weights(loaded.weights), loaded.network, loaded.notes)
  }
}
