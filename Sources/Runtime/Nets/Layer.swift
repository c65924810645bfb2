/// A step of a chain `input |> dense(32) |> relu |> dense(1)`: one file, one line in
/// `LayerCatalog`.
public protocol Layer: Entry {
  /// Adds the layer to the graph.
  ///
  /// - Shape: `[B, in]` to `[B, out]`.
  static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression
}
