/// Soft ranks within groups: `R_i = Σ_j sigmoid(x_i - x_j)` over the members j of i's group, i
/// included; zero for samples without a group.
///
/// With `x / T` for x it tends to the rank less 1/2 as the temperature T falls.
/// - Shape: values of `n` elements and a group table `[2, n]` to the values' shape.
/// - Complexity: O(members²) per group and O(n) memory, forward and backward.
struct SoftRankOperation: TensorOperation {
  let key = "soft rank"

  func type(of inputs: [Expression]) throws -> ValueType {
    try GroupReduction.checked(inputs, for: key)
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try Expression(SoftRankGradient(), node.inputs + [seed]), nil]
  }

  func lower(_ site: LoweringSite) throws {
    let count = site.node.elementCount
    site.append(.softRank, m: count, site.outputAndInputs + [site.scratch(count)])
  }
}

/// The adjoint of the values: `Σ_j s_kj (g_k - g_j)` with `s = sigmoid'(x_k - x_j)`.
struct SoftRankGradient: TensorOperation {
  let key = "soft rank gradient"

  func type(of inputs: [Expression]) throws -> ValueType {
    try GroupReduction.checked(inputs, for: key)
  }

  func lower(_ site: LoweringSite) throws {
    let count = site.node.elementCount
    site.append(.softRankGradient, m: count, site.outputAndInputs + [site.scratch(2 * count)])
  }
}
