/// A program for one batch size with its inputs bound.
///
/// A last batch that is not full has an engine of its own size, so that every statistic of a loss
/// is over exactly the samples that are there.
final class BatchEngine {
  let size: Int
  let executor: Executor
  private let width: Int
  private let sources: [NetworkSource]
  private let readsRows: Bool
  private var rows: [Int32]
  private var positions: [Int32]
  private var places: [[Int32]]

  init(
    _ program: Program, size: Int, network: Network, values: ColumnValues, seed: UInt64 = 0
  ) throws {
    self.size = size
    executor = Executor(program, seed: seed)
    width = network.space.width
    sources = network.sources.filter { source in
      program.matrices.contains { $0.name == source.name }
    }
    for source in sources {
      try executor.bind(source.matrix, to: source.name)
    }
    for (index, column) in program.columns.enumerated() {
      try executor.bind(SourceMatrix(values(column), columns: 1), column: index)
    }
    if let mask = Self.mask(of: program) {
      try executor.setInput(mask, [Double](repeating: 1, count: size * width))
    }
    readsRows = program.indices.contains { $0.name == Expression.sampleIndex }
    rows = [Int32](repeating: 0, count: size * width)
    positions = [Int32](repeating: 0, count: size)
    places = sources.map { [Int32](repeating: 0, count: size * $0.offsets.count) }
  }

  /// The input of `Expression.sampleMask`, where the program reads it: all samples count.
  static func mask(of program: Program) -> String? {
    program.inputNames.first { $0 == Expression.sampleMaskName }
  }

  /// Writes the row numbers of the samples `order[start..<start + size]` of a table.
  func feed(_ table: SampleTable, _ order: [Int32], from start: Int) throws {
    if readsRows {
      for slot in 0..<size {
        let sample = Int(order[start + slot])
        for symbol in 0..<width {
          rows[slot * width + symbol] = table.rows[sample * width + symbol]
        }
      }
      try executor.setIndex(rows)
    }
    for slot in 0..<size { positions[slot] = table.positions[Int(order[start + slot])] }
    for index in sources.indices {
      sources[index].fill(&places[index], positions)
      try executor.setIndex(places[index], for: sources[index].index)
    }
  }

  /// Takes over the weights, moments and counters of another size.
  func adopt(_ other: BatchEngine) throws {
    for vector in [StateVector.weights, .firstMoment, .secondMoment] {
      try executor.set(vector, to: other.executor.floats(of: vector))
    }
    executor.batchCount = other.executor.batchCount
    executor.updateCount = other.executor.updateCount
  }
}
