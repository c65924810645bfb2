/// The inputs of a composed network: one source per length of window, on the same samples.
struct ChainInputs: Sendable {
  let space: SampleSpace
  private let byWindow: [Int: NetworkSource]

  var sources: [NetworkSource] { byWindow.keys.sorted().compactMap { byWindow[$0] } }

  /// - Throws: `Failure` when no window of complete rows is there.
  init(_ nodes: [ChainNode], of dataset: Dataset, sample: SampleKind) throws {
    var windows: Set<Int> = []
    for node in nodes {
      if case .input(let window) = node.kind { windows.insert(window ?? 0) }
    }
    let input = try NetworkInput(sample, of: dataset)
    space = input.space
    guard windows.count > 1 else {
      byWindow = [windows.first ?? 0: input.source]
      return
    }
    byWindow = try Dictionary(
      uniqueKeysWithValues: windows.map { rows in
        let name = rows == 0 ? "features" : "features.\(rows)"
        let offsets = rows == 0 ? [0] : (0..<rows).map { $0 - rows + 1 }
        return (
          rows,
          try NetworkSource(
            name: name, width: dataset.columns.count, values: dataset.matrix.values,
            offsets: offsets, isTimeMajor: rows > 0)
        )
      })
  }

  /// The batch with its line of the layer table.
  func gather(_ node: ChainNode, in builder: inout NetworkBuilder) throws -> Expression {
    guard case .input(let window) = node.kind, let source = byWindow[window ?? 0] else {
      throw Failure("the network has no such input")
    }
    let x = try source.gather(batch: builder.batch)
    builder.begin("input")
    builder.end("input", x)
    return x
  }
}
