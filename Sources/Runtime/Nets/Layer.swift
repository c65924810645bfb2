/// A step of a chain `input |> dense(32) |> relu |> dense(1)`: one file, one line in
/// `LayerCatalog`.
public protocol Layer: Entry {
  /// Adds the layer to the graph.
  ///
  /// - Shape: `[B, in]` to `[B, out]`, or sequences `[T, B, in]` in the order of time.
  static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression
}

extension Layer {
  /// The sizes of the sequence that the layer works on.
  ///
  /// - Throws: `Failure` in the user's words where the chain has no steps at this point.
  static func sequence(_ x: Expression) throws -> SequenceShape {
    guard let shape = x.dimensions, shape.count == 3 else {
      throw Failure(
        "\(signature.name) works on the steps of a window, and there is one row per sample here",
        hint: "begin the chain with input |> window(20); "
          + "last, globalpool, attention and flatten end the sequence")
    }
    return SequenceShape(steps: shape[0], batch: shape[1], channels: shape[2])
  }

  /// The number that a layer cannot do without.
  static func required(_ parameter: Parameter, _ options: BoundOptions) throws -> Int {
    guard let value = try options.integer(parameter) else {
      throw Failure("\(signature.name) needs \(parameter.name): \(parameter.help)")
    }
    return value
  }
}
