/// An operation on tensors of fixed shape that the compiler lowers to instructions of the engine.
///
/// One file per operation: type rule, gradient rule, lowering.
protocol TensorOperation: Operation {
  /// True when the result is the first input's memory under another shape.
  var isView: Bool { get }

  /// The numbers its memory holds: its elements, and what its gradient reads behind them.
  func bufferCount(of node: Expression) -> Int

  /// The instructions that compute the node; views have none.
  func lower(_ site: LoweringSite) throws
}

extension TensorOperation {
  var isView: Bool { false }
  func bufferCount(of node: Expression) -> Int { node.elementCount }
}

extension Expression {
  /// The dimensions of a tensor, `[]` for a scalar, nil for a column.
  public var dimensions: [Int]? {
    switch type.shape {
    case .scalar: []
    case .column: nil
    case .tensor(let dimensions): dimensions
    }
  }

  /// The number of elements of a tensor or scalar; 0 for a column.
  public var elementCount: Int { dimensions?.reduce(1, *) ?? 0 }

  /// The dimensions of `input`, which has to be a tensor.
  ///
  /// - Throws: `Failure` naming the operation otherwise.
  static func dimensions(of input: Expression, for operation: String) throws -> [Int] {
    guard case .tensor(let dimensions) = input.type.shape else {
      throw Failure("'\(operation)' needs a tensor, not a \(input.type.shape)")
    }
    return dimensions
  }

  /// Checks the dimensions of a new tensor: at least one, all positive, a count that fits.
  static func checked(_ dimensions: [Int], for operation: String) throws -> ValueType {
    var count = 1
    for size in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size > 0, !overflow, product < 1 << 31 else {
        throw Failure("'\(operation)': \(dimensions) is not a shape of a tensor")
      }
      count = product
    }
    guard !dimensions.isEmpty else { throw Failure("'\(operation)': a tensor needs a dimension") }
    return ValueType(shape: .tensor(dimensions))
  }
}
