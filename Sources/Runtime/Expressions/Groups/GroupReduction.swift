/// A figure of each group, given to every member; zero for samples without a group.
///
/// - Shape: values of `n` elements and a group table `[2, n]` to the values' shape.
/// - Complexity: O(n), ranks O(members²) per group.
struct GroupReduction: TensorOperation {
  /// The raw values are the flags of the kernel.
  enum Kind: Int, Sendable {
    case sum, maximum, count
    /// Average ranks: 1 for the smallest, equal values share the mean of their places.
    case rank
  }

  let kind: Kind
  var key: String { "group \(kind)" }

  func type(of inputs: [Expression]) throws -> ValueType {
    try Self.checked(inputs, for: key)
  }

  /// The type of values by a table of theirs.
  static func checked(_ inputs: [Expression], for key: String) throws -> ValueType {
    _ = try Expression.dimensions(of: inputs[0], for: key)
    guard inputs[1].dimensions == [2, inputs[0].elementCount] else {
      throw Failure("'\(key)': the groups are not those of \(inputs[0].type.shape)")
    }
    return inputs[0].type
  }

  /// Sums are their own adjoint; the adjoint of a maximum is shared by the members that have it.
  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (x, table) = (node.inputs[0], node.inputs[1])
    switch kind {
    case .sum: return [try Expression(self, [seed, table]), nil]
    case .maximum:
      func sum(_ values: Expression) throws -> Expression {
        try Expression(GroupReduction(kind: .sum), [values, table])
      }
      let isLargest = try Expression.coalesce(.equal(x, node), Expression(constant: 0))
      let sharers = try Expression.maximum(sum(isLargest), Expression(constant: 1))
      return [try .multiply(isLargest, .divide(sum(seed), sharers)), nil]
    case .count, .rank: return [nil, nil]
    }
  }

  func lower(_ site: LoweringSite) throws {
    let count = site.node.elementCount
    site.append(
      .groupReduce, m: count, site.outputAndInputs + [site.scratch(count)],
      flags: UInt8(clamping: kind.rawValue))
  }
}
