/// Which samples of a batch make a group: the places of the members group by group, then the sizes.
///
/// A member has a mask above zero and, with codes, a code that is not missing. Members of one block
/// of `block` neighbours are a group, with codes those of equal code inside it.
/// - Shape: a mask and codes of `n` elements to `[2, n]`.
/// - Edge cases: groups of fewer than `minimum` members are left out.
/// - Complexity: O(n log n) with codes, else O(n).
struct GroupTable: TensorOperation {
  /// Larger place numbers are not exact in float32.
  static let largestCount = 1 << 24

  let block: Int
  let minimum: Int
  var key: String { "groups(\(block),\(minimum))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let count = inputs[0].elementCount
    guard count <= Self.largestCount, inputs.allSatisfy({ $0.elementCount == count }),
      block > 0, count % block == 0, minimum > 0
    else {
      let shapes = inputs.map { "\($0.type.shape)" }.joined(separator: " and ")
      throw Failure("'groups' does not divide \(shapes) into blocks of \(block)")
    }
    return try Expression.checked([2, count], for: "groups")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    node.inputs.map { _ in nil }
  }

  func lower(_ site: LoweringSite) throws {
    let hasCodes = site.inputs.count > 1
    let codes = hasCodes ? site.inputs[1] : site.inputs[0]
    site.append(
      .groupTable, m: site.node.inputs[0].elementCount, n: block, k: minimum,
      [site.output, site.inputs[0], codes], flags: hasCodes ? 1 : 0)
  }
}
