/// A program for one batch size with its inputs bound.
///
/// A last batch that is not full has an engine of its own size, so that every statistic of a loss
/// is over exactly the samples that are there.
final class BatchEngine {
  let size: Int
  let executor: Executor
  private let width: Int
  /// The input that says which samples count, where the program reads it.
  private let mask: String?
  /// The frame rows of the samples, where the program reads them.
  private let rows: RowIndex?
  /// The columns that the program reads, where they are few.
  private let columns: [SourceMatrix]
  /// Every network source that the program reads, with its row index.
  private let places: [(source: NetworkSource, index: RowIndex)]

  init(
    _ program: Program, size: Int, network: Network, values: ColumnEvaluator, seed: UInt64 = 0
  ) throws {
    self.size = size
    let executor = Executor(program, seed: seed)
    self.executor = executor
    width = network.space.width
    let sources = network.sources.filter { source in
      program.matrices.contains { $0.name == source.name }
    }
    for source in sources { try executor.bind(source.matrix, to: source.name) }
    let columns = try program.columns.map { try SourceMatrix(values.values(of: $0), columns: 1) }
    for (index, column) in columns.enumerated() { try executor.bind(column, column: index) }
    self.columns = columns.count <= Self.mostPrefetched && width == 1 ? columns : []
    mask = Self.mask(of: program)
    if let mask { try executor.setInput(mask, [Double](repeating: 1, count: size * width)) }
    let readsRows = program.indices.contains { $0.name == Expression.sampleIndex }
    rows = try readsRows ? executor.index(Expression.sampleIndex) : nil
    places = try sources.map { ($0, try executor.index($0.index)) }
  }

  /// More columns than this are not asked for ahead: they would drive out what is at work.
  private static let mostPrefetched = 8

  /// The input of `Expression.sampleMask`, where the program reads it: all samples count.
  static func mask(of program: Program) -> String? {
    program.inputNames.first { $0 == Expression.sampleMaskName }
  }

  /// Writes the row numbers of the samples `order[start..<start + size]` of a table.
  ///
  /// Rows of the batch after it are asked for, so that they come while this one is computed.
  /// - Throws: `Failure` when the order has no such samples.
  func feed(_ table: SampleTable, _ order: [Int32], from start: Int) throws {
    guard start >= 0, order.count - start >= size else {
      throw Failure(
        "a batch of \(size) samples from \(start) on is past the \(order.count) samples")
    }
    rows?.write(table.rowNumbers, order, from: start, width: width)
    let next = start + size
    let ahead = next..<min(next + size, order.count)
    for column in 0..<columns.count {
      columns[column].prefetch(table.rowNumbers, order, ahead)
    }
    for place in 0..<places.count {
      let source = places[place].source
      places[place].index.write(table.positionNumbers, order, from: start, of: source)
      // The rows of a window lie side by side: the processor finds those by itself.
      guard source.offsets.count == 1 else { continue }
      source.matrix.prefetch(table.positionNumbers, order, ahead)
    }
  }

  /// Writes a batch that may be smaller: the places left over repeat its first sample and do not
  /// count.
  ///
  /// - Throws: `Failure` when the order has no such samples, or the program reads no mask.
  func feed(_ table: SampleTable, _ order: [Int32], _ range: Range<Int>) throws {
    guard range.count < size else { return try feed(table, order, from: range.lowerBound) }
    guard let mask, order.indices.contains(range.lowerBound) else {
      throw Failure("a batch of \(range.count) samples does not fill a program of \(size)")
    }
    let filler = repeatElement(order[range.lowerBound], count: size - range.count)
    try executor.setInput(
      mask, (0..<size * width).map { $0 < range.count * width ? 1.0 : 0 })
    try feed(table, Array(order[range]) + filler, from: 0)
  }

  /// Every sample of the next batches counts.
  func fill() throws {
    guard let mask else { return }
    try executor.setInput(mask, [Double](repeating: 1, count: size * width))
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
