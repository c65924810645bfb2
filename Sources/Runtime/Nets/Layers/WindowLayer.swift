/// Makes a sample a window of rows of one symbol instead of one row; the first layer of a chain.
///
/// - Shape: rows to sequences `[T, B, C]` in the order of time.
public enum WindowLayer: Layer {
  static let rows = Parameter(
    "rows", .integer, unit: "rows", in: 1...10_000, "rows of a sample, the decision row included")
  public static let signature = Signature(
    "window", group: "layers", "The last rows of a symbol as one sample",
    details: """
      A window never crosses from one symbol to the next and holds complete rows only. Stands first \
      in a chain.
      """,
    positionals: [rows],
    examples: [
      Example("model net = input |> window(20) |> conv1d(8) |> elu() |> globalpool() |> dense(1)")
    ])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    throw misplaced
  }

  static var misplaced: Failure {
    Failure("window stands first in a chain: input |> window(20) |> ...")
  }
}
