/// Runs a network without training it over the samples of a table.
struct PartEvaluator {
  /// What the samples came to.
  struct Result {
    /// The loss over all samples; where they do not fit into one batch, the mean over batches
    /// weighed by their samples.
    var loss = 0.0
    var tracks: [EpochRecord.Figure] = []
    /// `predictions[sample * width + symbol]`.
    var predictions: [Double] = []
  }

  /// The most numbers of a batch, so that memory stays bounded.
  private static let largestBatch = 1 << 16

  private let table: SampleTable
  private let executor: Executor
  private let batch: Int
  private let order: [Int32]
  private var feeder: BatchFeeder

  /// - Parameter compile: Gives the program for a batch size.
  init(
    _ table: SampleTable, network: Network, values: ColumnValues,
    compile: (Int) throws -> Program
  ) throws {
    self.table = table
    batch = max(1, min(table.count, Self.largestBatch / max(1, table.width)))
    executor = Executor(try compile(batch))
    order = (0..<table.count).map { Int32(clamping: $0) }
    feeder = try BatchFeeder(executor, network: network, batch: batch, values: values)
  }

  /// Changes a loss option.
  func setLive(_ name: String, _ value: Double) { executor.setLive(name, value) }

  mutating func run(_ weights: [Float]) throws -> Result {
    try executor.set(.weights, to: weights)
    let names = executor.program.outputNames
    let tracks = names.filter { $0.hasPrefix("track.") }
    var result = Result()
    var sums = tracks.map { _ in 0.0 }
    var start = 0
    while start < table.count {
      let range = start..<min(start + batch, table.count)
      try feeder.feed(table, order, range)
      try executor.run()
      let share = Double(range.count) / Double(table.count)
      if names.contains("loss") { result.loss += share * (try executor.scalar("loss")) }
      for (index, name) in tracks.enumerated() {
        sums[index] += share * (try executor.scalar(name))
      }
      result.predictions += try executor.output("prediction")[..<(range.count * table.width)]
      start = range.upperBound
    }
    result.tracks = zip(tracks, sums).map { name, sum in
      EpochRecord.Figure(String(name.dropFirst("track.".count)), sum)
    }
    return result
  }
}
