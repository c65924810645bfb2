/// Runs a network without training it over the samples of a table.
struct PartEvaluator {
  /// What the samples came to.
  struct Result {
    /// The loss over all samples; where they do not fit into one batch, the mean over batches
    /// weighed by their samples.
    var loss = 0.0
    var tracks: [EpochRecord.Figure] = []
    /// In the order of the network's heads.
    var heads: [HeadResult] = []

    /// Of the first head: `predictions[sample * width + symbol]`; of classes the most probable one.
    var predictions: [Double] { heads.first?.values ?? [] }
  }

  /// What a head says of the samples.
  struct HeadResult {
    let head: NetworkHead
    /// Numbers, probabilities of yes, or the most probable class.
    var values: [Double] = []
    /// `shares[sample * classes + class]`; empty for one number.
    var shares: [Double] = []
    var classes = 0

    /// Puts what was found sample by sample of an order back to the places of the samples; those
    /// that are not in it are missing.
    mutating func sort(_ order: [Int32], count: Int) {
      var sorted = [Double](repeating: .nan, count: count)
      var shares = [Double](repeating: .nan, count: count * classes)
      for (place, sample) in order.enumerated() where place < values.count {
        sorted[Int(sample)] = values[place]
        for code in 0..<classes {
          shares[Int(sample) * classes + code] = self.shares[place * classes + code]
        }
      }
      (values, self.shares) = (sorted, shares)
    }
  }

  /// The most numbers of a batch, so that memory stays bounded.
  private static let largestBatch = 1 << 16
  /// The most steps of a batch of windows, each of which fills whole layers.
  private static let mostSteps = 1 << 14

  private let table: SampleTable
  private let heads: [NetworkHead]
  private let engines: [BatchEngine]
  private let order: [Int32]
  /// The samples of each date, where a batch is a date; then the loss is the mean over the dates.
  private let groups: [[Int32]]?

  /// - Parameters:
  ///   - groups: The samples that make a batch each; nil where all samples are alike.
  ///   - compile: Gives the program for a batch size, with groups one that reads a mask.
  init(
    _ table: SampleTable, network: Network, values: ColumnEvaluator, groups: [[Int32]]? = nil,
    compile: (Int) throws -> Program
  ) throws {
    self.groups = groups
    self.table = table
    heads = network.heads
    if let groups {
      let size = max(1, groups.map(\.count).max() ?? 1)
      engines = [
        try BatchEngine(compile(size), size: size, network: network, values: values)
      ]
      order = groups.flatMap { $0 }
      return
    }
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
    result.heads = heads.map { HeadResult(head: $0) }
    if let groups {
      try run(weights, groups, into: &result)
      return result
    }
    var start = 0
    while start < table.count {
      let engine = table.count - start >= engines[0].size ? engines[0] : engines[engines.count - 1]
      try engine.executor.set(.weights, to: weights)
      try engine.feed(table, order, from: start)
      try engine.executor.run()
      try add(engine, engine.size, Double(engine.size) / Double(table.count), to: &result)
      start += engine.size
    }
    return result
  }

  /// A date at a time; results go back to the order of the table.
  private func run(
    _ weights: [Float], _ groups: [[Int32]], into result: inout Result
  ) throws {
    let engine = engines[0]
    try engine.executor.set(.weights, to: weights)
    for group in groups {
      try engine.fill()
      try engine.feed(table, group, 0..<group.count)
      try engine.executor.run()
      try add(engine, group.count, 1 / Double(groups.count), to: &result)
    }
    for place in result.heads.indices { result.heads[place].sort(order, count: table.count) }
  }

  /// - Parameters:
  ///   - count: Samples of the batch; places after them are fill.
  ///   - share: What the batch counts in the loss.
  private func add(
    _ engine: BatchEngine, _ count: Int, _ share: Double, to result: inout Result
  ) throws {
    let executor = engine.executor
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
    for place in result.heads.indices {
      let head = result.heads[place].head
      let all = try executor.output(head.output)
      let found = Array(all.prefix(all.count / engine.size * count))
      guard head.link == .softmax else {
        result.heads[place].values += found
        continue
      }
      let classes = all.count / engine.size
      result.heads[place].classes = classes
      result.heads[place].shares += found
      result.heads[place].values += Self.mostProbable(found, classes: classes)
    }
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
