/// Weights that training changes; equal names are the same weights.
struct ParameterLeaf: TensorOperation {
  let name: String
  let dimensions: [Int]
  var key: String { "parameter(\(name),\(dimensions))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    try Expression.checked(dimensions, for: "parameter \(name)")
  }

  func lower(_ site: LoweringSite) throws {}
}

/// Numbers that the host writes before a step: predictions, targets, the sample mask.
struct InputLeaf: TensorOperation {
  let name: String
  let dimensions: [Int]
  var key: String { "input(\(name),\(dimensions))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    try Expression.checked(dimensions, for: "input \(name)")
  }

  func lower(_ site: LoweringSite) throws {}
}

/// Numbers fixed when the graph is built: an eigenbasis.
final class ConstantTensor: TensorOperation {
  let values: [Double]
  let dimensions: [Int]

  init(values: [Double], dimensions: [Int]) {
    self.values = values
    self.dimensions = dimensions
  }

  var key: String { "tensor(\(UInt(bitPattern: ObjectIdentifier(self))))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    guard dimensions.reduce(1, *) == values.count else {
      throw Failure("a tensor of shape \(dimensions) does not hold \(values.count) numbers")
    }
    return try Expression.checked(dimensions, for: "tensor")
  }

  func lower(_ site: LoweringSite) throws {}
}

extension Expression {
  /// Weights of a network, by name: `"dense1.weight"`.
  ///
  /// - Shape: row-major; a dense layer's weight is `[out, in]` as in PyTorch.
  public static func parameter(_ name: String, shape: [Int]) throws -> Expression {
    try Expression(ParameterLeaf(name: name, dimensions: shape), [])
  }

  /// A tensor that the host writes with `Executor.setInput`.
  public static func input(_ name: String, shape: [Int]) throws -> Expression {
    try Expression(InputLeaf(name: name, dimensions: shape), [])
  }

  /// A tensor of fixed numbers, row-major.
  public static func tensor(_ values: [Double], shape: [Int]) throws -> Expression {
    try Expression(ConstantTensor(values: values, dimensions: shape), [])
  }
}
