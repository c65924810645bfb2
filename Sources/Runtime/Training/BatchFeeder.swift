/// Binds a program's fixed inputs once and writes the row numbers of its batches.
///
/// A batch that is not full is padded with its first sample, under a mask of zeros.
struct BatchFeeder {
  private let executor: Executor
  private let batch: Int
  private let width: Int
  private let sources: [NetworkSource]
  private let readsRows: Bool
  private let readsMask: Bool
  private var rows: [Int32]
  private var places: [[Int32]]
  private var filled = -1

  init(
    _ executor: Executor, network: Network, batch: Int, values: ColumnValues
  ) throws {
    self.executor = executor
    self.batch = batch
    self.width = network.space.width
    let program = executor.program
    sources = network.sources.filter { source in
      program.matrices.contains { $0.name == source.name }
    }
    for source in sources {
      try executor.bind(SourceMatrix(source.values, columns: source.width), to: source.name)
    }
    for (index, column) in program.columns.enumerated() {
      try executor.bind(SourceMatrix(values(column), columns: 1), column: index)
    }
    readsRows = program.indices.contains { $0.name == Expression.sampleIndex }
    readsMask = program.inputNames.contains(Assembly.mask)
    rows = [Int32](repeating: 0, count: batch * width)
    places = sources.map { [Int32](repeating: 0, count: batch * $0.offsets.count) }
  }

  /// Writes the samples `order[range]` of a table; at most `batch` of them.
  mutating func feed(_ table: SampleTable, _ order: [Int32], _ range: Range<Int>) throws {
    for slot in 0..<batch {
      let place = slot < range.count ? range.lowerBound + slot : range.lowerBound
      let sample = Int(order[place])
      if readsRows {
        for symbol in 0..<width {
          rows[slot * width + symbol] = table.rows[sample * width + symbol]
        }
      }
      for (index, source) in sources.enumerated() {
        let offsets = source.offsets
        for step in offsets.indices {
          places[index][slot * offsets.count + step] =
            table.positions[sample] + Int32(truncatingIfNeeded: offsets[step])
        }
      }
    }
    if readsRows { try executor.setIndex(rows) }
    for (index, source) in sources.enumerated() {
      try executor.setIndex(places[index], for: source.index)
    }
    try writeMask(range.count)
  }

  private mutating func writeMask(_ count: Int) throws {
    guard readsMask, filled != count else { return }
    let mask = (0..<batch * width).map { $0 < count * width ? 1.0 : 0 }
    try executor.setInput(Assembly.mask, mask)
    filled = count
  }
}
