extension Expression {
  /// Applies a pointwise operation; a column that meets a tensor is gathered to the tensor's shape.
  ///
  /// - Throws: `Failure` when the shapes do not combine.
  static func pointwise(
    _ operation: any PointwiseOperation, _ inputs: [Expression], origin: Origin? = nil
  ) throws -> Expression {
    try Expression(operation, gatheringColumns(inputs), origin: origin)
  }

  private static func gatheringColumns(_ inputs: [Expression]) throws -> [Expression] {
    var sample: [Int]?
    for case .tensor(let shape) in inputs.map(\.type.shape) where sample == nil { sample = shape }
    guard let sample else { return inputs }
    return try inputs.map { input in
      input.type.shape == .column ? try .gathered(input, shape: sample) : input
    }
  }

  /// The value of a constant node; nil for everything else.
  public var constantValue: Double? { (operation as? Constant)?.value }

  /// The adjoint `seed`, summed to a scalar where `input` is one and `seed` is not.
  static func adjoint(_ seed: Expression, for input: Expression) throws -> Expression {
    guard input.type.shape == .scalar, case .tensor = seed.type.shape else { return seed }
    return try .sum(seed)
  }
}

/// A pointwise operation through which no gradient flows: steps, comparisons, logic.
protocol FlatOperation: PointwiseOperation {}

extension FlatOperation {
  public func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    node.inputs.map { _ in nil }
  }
}
