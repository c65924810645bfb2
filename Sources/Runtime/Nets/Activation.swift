/// A layer that changes each number by itself and has no weights.
protocol Activation: Layer {
  static func activate(_ x: Expression) throws -> Expression
}

extension Activation {
  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    builder.begin(signature.name)
    let output = try activate(x)
    builder.end(signature.name, output)
    return output
  }
}
