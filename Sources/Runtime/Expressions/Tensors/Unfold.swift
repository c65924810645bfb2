/// Every step of a sequence beside its neighbours in time: step t of the result holds steps
/// `t + tap * dilation - front`, zeros where there is none.
///
/// - Shape: `[T, B, C]` to `[steps, B, taps * C]`, taps outside channels.
struct Unfold: TensorOperation {
  let taps: Int
  let dilation: Int
  /// Steps of zeros before the first.
  let front: Int
  /// Steps of the result.
  let steps: Int
  var key: String { "unfold(\(taps),\(dilation),\(front),\(steps))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.sequence(inputs[0], for: "unfold")
    guard taps > 0, dilation > 0, front >= 0, steps > 0 else {
      throw Failure("'unfold' does not take \(taps) taps \(dilation) steps apart from \(x)")
    }
    return try Expression.checked([steps, x.batch, taps * x.channels], for: "unfold")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let fold = Fold(
      taps: taps, dilation: dilation, front: front, steps: node.inputs[0].dimensions?[0] ?? 0)
    return [try Expression(fold, [seed])]
  }

  func lower(_ site: LoweringSite) throws {
    let x = try Expression.sequence(site.node.inputs[0], for: "unfold")
    site.append(
      .unfold, m: steps, n: x.channels, k: taps, site.outputAndInputs,
      extra: [x.steps, x.batch, dilation, front])
  }
}

extension Expression {
  /// Every step of a sequence beside its neighbours in time: step t of the result holds steps
  /// `t + tap * dilation - front` for each tap, zeros where there is none.
  ///
  /// - Parameters:
  ///   - front: steps of zeros before the first; `(taps - 1) * dilation` reads the past alone.
  ///   - steps: steps of the result.
  /// - Shape: `[T, B, C]` to `[steps, B, taps * C]`, taps outside channels.
  static func unfold(
    _ x: Expression, taps: Int, dilation: Int = 1, front: Int, steps: Int
  ) throws -> Expression {
    try Expression(Unfold(taps: taps, dilation: dilation, front: front, steps: steps), [x])
  }
}
