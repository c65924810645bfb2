/// The features of a dataset as the input of a network: rows, or windows of rows of one symbol.
struct NetworkInput: Sendable {
  let space: SampleSpace
  let source: NetworkSource

  /// - Throws: `Failure` when no window of complete rows is there.
  init(_ kind: SampleKind, of dataset: Dataset) throws {
    var offsets = [0]
    if case .window(let length) = kind {
      space = try .windows(of: dataset, length: length)
      offsets = (0..<length).map { $0 - length + 1 }
    } else {
      space = .rows(of: dataset)
    }
    source = try NetworkSource(
      name: "features", width: dataset.columns.count, values: dataset.matrix.values,
      offsets: offsets, isTimeMajor: space.kind != .row)
  }

  /// The batch with its line of the layer table: `[B, C]`, or `[T, B, C]` in the order of time.
  func gather(in builder: inout NetworkBuilder) throws -> Expression {
    let x = try source.gather(batch: builder.batch)
    builder.begin("input")
    builder.end("input", x)
    return x
  }
}
