import Synchronization

/// How much worse a trained network gets when one feature is taken from other samples.
///
/// `rise_f = mean over repeats of (figure with f mixed - figure)`, turned so that a larger number is
/// a more important feature. Whole samples are mixed: of a window all its rows. Where a batch is a
/// date, samples are mixed within their date only.
/// - Edge cases: two features that say the same hide each other; a feature that the network ignores
///   has exactly 0.
/// - Source: Breiman, Random Forests, 2001; Fisher, Rudin, Dominici, 2019.
public struct PermutationImportance: Sendable {
  /// One feature.
  public struct Feature: Sendable, Equatable {
    public let name: String
    /// By how much the figure gets worse, per repeat.
    public let rises: [Double]

    public var mean: Double { LevelComparison.mean(rises) }
    public var deviation: Double { LevelComparison.deviation(rises) }
  }

  public let figure: String
  public let isHigherBetter: Bool
  /// The figure with nothing mixed.
  public let base: Double
  public let samples: Int
  /// The most important first.
  public let features: [Feature]

  /// - Parameters:
  ///   - figure: A score of the first output, or `loss`.
  ///   - onProgress: Gets the share that is done.
  /// - Throws: `Failure` for a network that does not read features row by row, an unknown figure or
  ///   a part that is not there; `Interrupted`.
  public init(
    _ run: Run, on part: PartName, figure: String, repeats: Int, seed: UInt64, threads: Int,
    onProgress: (Double) -> Void = { _ in }
  ) throws {
    let work = try ImportanceWork(run, part, figure)
    let base = try work.value(mixing: nil, seed: seed, step: 0)
    let columns = run.dataset.columns
    let names = run.dataset.features.features.map(\.name)
    let jobs = names.indices.flatMap { feature in (0..<repeats).map { (feature, $0) } }
    let outer = EngineThreads.count
    EngineThreads.count = 1
    defer { EngineThreads.count = outer }
    let values = try WorkPool.map(
      count: jobs.count, threads: threads,
      { place in
        let (feature, step) = jobs[place]
        let mixed = Set(columns.indices.filter { columns[$0].feature == feature })
        return try work.value(
          mixing: mixed, seed: seed, stream: UInt32(truncatingIfNeeded: feature), step: step)
      },
      onProgress: { onProgress(Double($0.count) / Double(max(1, jobs.count))) })
    let sign = work.isHigherBetter ? -1.0 : 1
    self.figure = figure
    self.base = base
    isHigherBetter = work.isHigherBetter
    samples = work.table.count
    features = names.enumerated().map { index, name in
      let own = values[index * repeats..<(index + 1) * repeats]
      return Feature(name: name, rises: own.map { sign * ($0 - base) })
    }.sorted { ($0.mean, $1.name) > ($1.mean, $0.name) }
  }
}

/// What is computed once for all features and repeats.
private final class ImportanceWork: Sendable {
  let table: SampleTable
  let isHigherBetter: Bool
  private let run: Run
  private let inputs: PermutedSamples
  private let score: (any Score.Type)?
  /// Samples that are mixed among each other.
  private let groups: [[Int32]]
  private let isByDate: Bool
  private let assembly: Assembly
  private let programs = Mutex<[Int: Program]>([:])

  init(_ run: Run, _ part: PartName, _ figure: String) throws {
    let head = run.network.heads[0]
    let kind = try run.dataset.label(of: head).target.kind
    let known = ScoreCatalog.scores(for: kind, isPanel: run.dataset.axis.ranksSymbols)
    score = known.first { $0.name == figure }
    guard score != nil || figure == "loss" else {
      throw Failure(
        "there is no figure '\(figure)'", culprit: .parameter("metric"),
        hint: (["loss"] + known.map { $0.name }).joined(separator: ", "))
    }
    isHigherBetter = score?.isHigherBetter ?? false
    self.run = run
    inputs = try PermutedSamples(run)
    table = try run.problem.samples(of: part)
    guard table.count > 1 else { throw Failure("part '\(part.rawValue)' has too few samples") }
    isByDate = run.state.options.batching.isByDate
    groups =
      isByDate
      ? DateGroups(table, axis: run.dataset.axis).groups
      : [(0..<table.count).map { Int32(clamping: $0) }]
    var loss = run.problem.loss
    loss.options = run.state.lossOptions
    assembly = Assembly(
      dataset: run.dataset, network: run.network, loss: loss.settled, weights: run.problem.weights,
      isMasked: isByDate)
  }

  /// The figure with some columns mixed; nil mixes none.
  func value(mixing mixed: Set<Int>?, seed: UInt64, stream: UInt32 = 0, step: Int) throws -> Double
  {
    let random = CounterRandom(seed: seed, purpose: .mixing, stream: stream)
    let order = groups.flatMap { $0 }
    var partners = order
    if mixed != nil {
      partners = groups.enumerated().flatMap { place, group in
        random.permutation(of: group.count, step: step * groups.count + place).map {
          group[Int($0)]
        }
      }
    }
    var (loss, predictions, shares) = (0.0, [Double](), [Double]())
    var classes = 0
    for chunk in chunks() {
      try Interrupt.check()
      let (network, table) = try inputs.inputs(
        self.table, order[chunk], partners: partners[chunk], mixed: mixed ?? [])
      let evaluator = try PartEvaluator(
        table, network: network, values: run.problem.values,
        groups: isByDate ? DateGroups(table, axis: run.dataset.axis).groups : nil,
        compile: program)
      let result = try evaluator.run(run.weights)
      loss += result.loss * Double(chunk.count) / Double(order.count)
      predictions += result.predictions
      shares += result.heads[0].shares
      classes = result.heads[0].classes
    }
    guard let score else { return loss }
    let rows = order.map { self.table.rows[Int($0)] }
    let label = try run.dataset.label(of: run.network.heads[0])
    let axis = run.dataset.axis
    return score.value(
      of: ScorePairs(
        predictions: predictions, truths: rows.map { label.values[Int($0)] }, shares: shares,
        classes: classes, times: axis.ranksSymbols ? rows.map { axis.times[Int($0)] } : []))
  }

  /// Stretches of the order that fit into memory; dates stay whole.
  private func chunks() -> [Range<Int>] {
    let most = inputs.mostSamples
    let sizes = isByDate ? groups.map(\.count) : Array(repeating: 1, count: table.count)
    var chunks: [Range<Int>] = []
    var (start, end) = (0, 0)
    for size in sizes {
      if end > start, end + size - start > most {
        chunks.append(start..<end)
        start = end
      }
      end += size
    }
    if end > start { chunks.append(start..<end) }
    return chunks
  }

  private func program(_ batch: Int) throws -> Program {
    if let known = programs.withLock({ $0[batch] }) { return known }
    let made = try assembly.evaluationProgram(batch: batch)
    programs.withLock { $0[batch] = made }
    return made
  }
}
