/// The adjoint of `Unfold`: every step is the sum of the places that it was copied to.
///
/// - Shape: `[T, B, taps * C]` to `[steps, B, C]`.
struct Fold: TensorOperation {
  let taps: Int
  let dilation: Int
  let front: Int
  /// Steps of the result.
  let steps: Int
  var key: String { "fold(\(taps),\(dilation),\(front),\(steps))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.sequence(inputs[0], for: "fold")
    guard taps > 0, dilation > 0, front >= 0, x.channels % taps == 0 else {
      throw Failure("'fold' does not take \(taps) taps \(dilation) steps apart from \(x)")
    }
    return try Expression.checked([steps, x.batch, x.channels / taps], for: "fold")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let unfold = Unfold(
      taps: taps, dilation: dilation, front: front, steps: node.inputs[0].dimensions?[0] ?? 0)
    return [try Expression(unfold, [seed])]
  }

  func lower(_ site: LoweringSite) throws {
    let x = try Expression.sequence(site.node.inputs[0], for: "fold")
    site.append(
      .fold, m: steps, n: x.channels / taps, k: taps, site.outputAndInputs,
      extra: [x.steps, x.batch, dilation, front])
  }
}
