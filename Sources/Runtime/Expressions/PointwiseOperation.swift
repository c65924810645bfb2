/// The micro-operations of the element-wise machine, in float32 and float64.
///
/// Comparisons give 1, 0 or NaN (missing when an operand is NaN); `divide` by zero gives NaN;
/// `and`/`or` are three-valued; `select(c, a, b)` is NaN where c is NaN. The raw values are the
/// codes of the C kernels.
public enum MicroCode: UInt8, Sendable, CaseIterable {
  case add = 1
  case subtract, multiply, divide, minimum, maximum, power, modulo
  case negate, absolute, sign, squareRoot, exponential, logarithm, tanh, sigmoid, softplus, relu
  case square, floor, ceiling, round, reciprocal
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
  case and, or, not, select, isMissing, coalesce, keepPositive
  case sine, cosine
}

/// An operation whose result at one place depends on its inputs at that place alone.
///
/// It runs on columns (float64) and on tensors (float32 or float64) through the same kernels.
public protocol PointwiseOperation: Operation {
  var code: MicroCode { get }
}

extension PointwiseOperation {
  public var key: String { "\(code)" }

  /// A scalar combines with anything; columns must share their axis; tensors must have equal shapes
  /// (`[B]` with `[B, 1]` is refused). A column meets a tensor only after it is gathered.
  public func type(of inputs: [Expression]) throws -> ValueType {
    var result = ValueType.scalar
    for input in inputs where input.type.shape != .scalar {
      switch (result.shape, input.type.shape) {
      case (.scalar, _):
        result = ValueType(shape: input.type.shape, axis: input.type.axis)
      case (.column, .column):
        _ = try Expression.commonAxis(of: inputs, for: key)
      case (.tensor(let a), .tensor(let b)) where a == b:
        break
      default:
        throw Failure("'\(key)' does not combine \(result.shape) with \(input.type.shape)")
      }
    }
    switch code {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not,
      .isMissing:
      result.element = .boolean
    default: break
    }
    return result
  }
}
