/// The inputs of some samples laid out one after the other, one feature taken from other samples.
struct PermutedSamples {
  let run: Run
  /// Source rows that a sample reads, the latest its own.
  private let depth: Int
  private let columns: Int

  /// - Throws: `Failure` for a network that does not read the features as they are.
  init(_ run: Run) throws {
    let columns = run.dataset.columns.count
    let network = run.network
    let isPlain = network.sources.allSatisfy { source in
      source.width == columns && source.matrix.rows == run.dataset.matrix.rowCount
        && source.offsets.allSatisfy { $0 <= 0 }
    }
    guard isPlain, network.space.width == 1, !network.sources.isEmpty else {
      throw Failure(
        "importance mixes the columns of a feature matrix; \(network.text) reads something else",
        culprit: .parameter("run"))
    }
    self.run = run
    self.columns = columns
    depth = 1 - (network.sources.flatMap(\.offsets).min() ?? 0)
  }

  /// So many samples fill a few megabytes.
  var mostSamples: Int { max(1, (1 << 22) / (depth * columns)) }

  /// A network that reads these samples and a table of them.
  ///
  /// - Parameters:
  ///   - samples: Places in the table.
  ///   - partners: For each sample the one that the mixed columns are taken from.
  ///   - mixed: Columns of the feature matrix.
  func inputs(
    _ table: SampleTable, _ samples: ArraySlice<Int32>, partners: ArraySlice<Int32>,
    mixed: Set<Int>
  ) throws -> (network: Network, table: SampleTable) {
    var network = run.network
    let source = network.sources[0].matrix
    var values = [Float](repeating: 0, count: samples.count * depth * columns)
    var place = 0
    for (sample, partner) in zip(samples, partners) {
      let own = (Int(table.positions[Int(sample)]) - depth + 1) * columns
      let other = (Int(table.positions[Int(partner)]) - depth + 1) * columns
      for cell in 0..<depth * columns {
        let isMixed = mixed.contains(cell % columns)
        values[place] = source.float(at: (isMixed ? other : own) + cell)
        place += 1
      }
    }
    network.sources = try network.sources.map { source in
      try NetworkSource(
        name: source.name, width: source.width, values: values, offsets: source.offsets,
        isTimeMajor: source.isTimeMajor)
    }
    let positions = samples.indices.map { index in
      Int32(clamping: (index - samples.startIndex) * depth + depth - 1)
    }
    let rows = samples.map { table.rows[Int($0)] }
    return (
      network,
      SampleTable(width: 1, rows: rows, positions: positions, masked: 0, missing: 0)
    )
  }
}
