/// What a training step writes to a parameter that the optimiser leaves alone: the running
/// statistics of a batch norm.
public struct StateUpdate: Sendable {
  public let parameter: Expression
  /// The new value, computed from the values before the step.
  public let value: Expression

  public init(_ parameter: Expression, to value: Expression) {
    self.parameter = parameter
    self.value = value
  }

  /// Checks that the updates write the last of the parameters, in their order and shapes.
  static func check(_ updates: [StateUpdate], _ parameters: [Expression]) throws {
    guard updates.count <= parameters.count else { throw Failure.stateOrder }
    for (update, parameter) in zip(updates, parameters.suffix(updates.count)) {
      guard let leaf = parameter.operation as? ParameterLeaf,
        leaf.key == update.parameter.operation.key
      else { throw Failure.stateOrder }
      guard update.value.dimensions == leaf.dimensions else {
        throw Failure(
          "state '\(leaf.name)' is \(leaf.dimensions), its new value \(update.value.type.shape)")
      }
    }
  }
}

extension Failure {
  fileprivate static var stateOrder: Failure {
    Failure("the state that a step writes has to be the last of the parameters, in order")
  }
}
