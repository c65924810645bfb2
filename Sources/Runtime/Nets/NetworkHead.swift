/// An output of a network that is trained, and the target it answers to.
public struct NetworkHead: Sendable, Equatable {
  /// The name of its target; empty for the only head of a network, which takes the first target.
  public let name: String
  public let link: Link

  public init(_ name: String, link: Link) {
    self.name = name
    self.link = link
  }

  /// `direction.` before the figures of one of several heads, else nothing.
  public var prefix: String { name.isEmpty ? "" : name + "." }

  /// The name of its prediction among the outputs of a program.
  var output: String { name.isEmpty ? "prediction" : "prediction." + name }
}

extension Dataset {
  /// - Throws: `Failure` where a network of one output meets several targets.
  func checkSingle(for model: String) throws {
    guard labels.count > 1 else { return }
    let names = labels.map(\.target.name).joined(separator: ", ")
    throw Failure(
      "\(model) has one output, the dataset \(labels.count) targets: \(names)",
      hint: "mlp, lstm, wavenet and cnn_lstm have an output per target")
  }

  /// The label that a head answers to.
  ///
  /// - Throws: `Failure` when the dataset has no target of its name.
  public func label(of head: NetworkHead) throws -> Label {
    try label(head.name.isEmpty ? nil : head.name)
  }
}
