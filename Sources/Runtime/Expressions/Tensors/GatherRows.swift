/// The rows of a bound matrix that an index picks: `[count, width]`.
///
/// - Edge cases: row -1 (no such row) gives zeros, so that a masked sample stays harmless.
struct GatherRows: TensorOperation {
  let source: String
  let width: Int
  let index: String
  let count: Int
  var key: String { "rows(\(source),\(width),\(index),\(count))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    try Expression.checked([count, width], for: "rows of \(source)")
  }

  func lower(_ site: LoweringSite) throws {
    let slots = try site.gatherSlots(source: .matrix(source, width: width), index: index, count)
    site.append(
      .gather, m: count, n: width, [site.output], first: slots.source, second: slots.index)
  }
}

extension Expression {
  /// The index that says which row of the frame each element of a sample is.
  public static let sampleIndex = "rows"

  /// Rows of a matrix bound by name, picked by an index of `count` row numbers.
  public static func gatherRows(
    source: String, width: Int, count: Int, index: String = sampleIndex
  ) throws -> Expression {
    try Expression(GatherRows(source: source, width: width, index: index, count: count), [])
  }
}
