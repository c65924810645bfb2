/// Runs a network without training it over the samples of a table.
struct PartEvaluator {
  /// What the samples came to.
  struct Result {
    /// The loss over all samples; where they do not fit into one batch, the mean over batches
    /// weighed by their samples.
    var loss = 0.0
    var tracks: [EpochRecord.Figure] = []
    /// `predictions[sample * width + symbol]`; of classes the most probable one.
    var predictions: [Double] = []
  }

  /// The most numbers of a batch, so that memory stays bounded.
  private static let largestBatch = 1 << 16
  /// The most steps of a batch of windows, each of which fills whole layers.
  private static let mostSteps = 1 << 14

  private let table: SampleTable
  private let hasClasses: Bool
  private let engines: [BatchEngine]
  private let order: [Int32]

  /// - Parameter compile: Gives the program for a batch size.
  init(
    _ table: SampleTable, network: Network, values: ColumnEvaluator,
    compile: (Int) throws -> Program
  ) throws {
    self.table = table
    hasClasses = network.link == .softmax
    var most = Self.largestBatch / max(1, table.width)
    if case .window(let steps) = network.space.kind { most = Self.mostSteps / max(1, steps) }
    let batch = max(1, min(table.count, most))
    let rest = table.count % batch
    engines = try [batch, rest].filter { $0 > 0 }.map { size in
      try BatchEngine(compile(size), size: size, network: network, values: values)
    }
    order = (0..<table.count).map { Int32(clamping: $0) }
  }

  /// Changes a loss option.
  func setLive(_ name: String, _ value: Double) {
    for engine in engines { engine.executor.setLive(name, value) }
  }

  func run(_ weights: [Float]) throws -> Result {
    var result = Result()
    var start = 0
    while start < table.count {
      let engine = table.count - start >= engines[0].size ? engines[0] : engines[engines.count - 1]
      try engine.executor.set(.weights, to: weights)
      try engine.feed(table, order, from: start)
      try engine.executor.run()
      try add(engine, to: &result)
      start += engine.size
    }
    return result
  }

  private func add(_ engine: BatchEngine, to result: inout Result) throws {
    let executor = engine.executor
    let share = Double(engine.size) / Double(table.count)
    let names = executor.program.outputNames
    if names.contains("loss") { result.loss += share * (try executor.scalar("loss")) }
    for (index, name) in names.filter({ $0.hasPrefix("track.") }).enumerated() {
      let value = share * (try executor.scalar(name))
      let label = String(name.dropFirst("track.".count))
      if index < result.tracks.count {
        result.tracks[index] = .init(label, result.tracks[index].value + value)
      } else {
        result.tracks.append(.init(label, value))
      }
    }
    let found = try executor.output("prediction")
    result.predictions +=
      hasClasses ? Self.mostProbable(found, classes: found.count / engine.size) : found
  }

  /// The first of the most probable classes of every row; missing where a probability is.
  private static func mostProbable(_ shares: [Double], classes: Int) -> [Double] {
    stride(from: 0, to: shares.count, by: max(1, classes)).map { start in
      let row = shares[start..<start + classes]
      guard let largest = row.max(), row.allSatisfy({ $0.isFinite }) else { return .nan }
      return Double((row.firstIndex(of: largest) ?? start) - start)
    }
  }
}
