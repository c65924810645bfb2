/// 0 with probability `rate`, else `1 / (1 - rate)`; 1 everywhere in evaluation.
///
/// The value of an element is a function of (seed, stream, step, element) alone: Philox4x32-10.
struct DropoutMask: TensorOperation {
  let dimensions: [Int]
  let rate: Double
  let stream: UInt32
  var key: String { "dropoutMask(\(dimensions),\(rate),\(stream))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    guard rate >= 0, rate < 1 else {
      throw Failure("a dropout rate lies in 0..<1, not \(rate)", culprit: .parameter("dropout"))
    }
    return try Expression.checked(dimensions, for: "dropout")
  }

  func lower(_ site: LoweringSite) throws {
    site.append(
      .dropoutMask, m: site.node.elementCount, [site.output], immediates: (rate, 0),
      first: Int(stream))
  }
}

extension Expression {
  /// Drops elements with probability `rate` and scales the rest by `1 / (1 - rate)`; does nothing
  /// in a program compiled for evaluation.
  ///
  /// - Parameter stream: tells the dropouts of one network apart.
  public static func dropout(_ x: Expression, rate: Double, stream: UInt32) throws -> Expression {
    let shape = try dimensions(of: x, for: "dropout")
    guard rate != 0 else { return x }
    let mask = try Expression(DropoutMask(dimensions: shape, rate: rate, stream: stream), [])
    return try multiply(x, mask)
  }
}
