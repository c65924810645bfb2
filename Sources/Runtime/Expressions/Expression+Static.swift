extension Expression {
  /// The number that a scalar expression has now; nil when it reads a column or a tensor.
  ///
  /// A live scalar counts with its current value, so `lag(x, hold)` is static in a loss.
  public var staticValue: Double? {
    switch operation {
    case let constant as Constant: return constant.value
    case let live as LiveScalar: return live.initial
    case let pointwise as any PointwiseOperation where type.shape == .scalar:
      let values = inputs.compactMap(\.staticValue)
      guard values.count == inputs.count else { return nil }
      return try? pointwise.code.value(values)
    default: return nil
    }
  }
}
