import Runtime

/// Runs the trials of a grid side by side, takes those that are kept, keeps those that are new.
struct TrialRunner {
  let call: CommandCall
  let grid: TrialGrid
  let context: TrialContext
  let folder: TrialFolder?
  /// The verb, where its trials are chosen among.
  let choosingVerb: String?
  let threads: Int
  /// Of each trial, for all that it depends on.
  let keys: [String]

  init(
    _ call: CommandCall, _ block: BlockCall, _ grid: TrialGrid, folder: TrialFolder?,
    choosingVerb: String?, threads: Int
  ) {
    (self.call, self.grid, self.folder) = (call, grid, folder)
    (self.choosingVerb, self.threads) = (choosingVerb, threads)
    context = TrialContext(block, call)
    let base = ValueDigest(block, in: call.session).text
    let session = call.session
    keys = grid.rows.map { row in
      var digest = ValueDigest(session)
      digest.add(.text(base))
      for (name, value) in zip(grid.names, row) {
        digest.add(.text(name))
        digest.add(value)
      }
      return digest.text
    }
  }

  /// What a trial is told apart by.
  func parameters(_ place: Int) -> [(name: String, text: String)] {
    zip(grid.names, grid.rows[place]).map { ($0, $1.trialText) }
  }

  /// `lr=0.001 seed=3`.
  func label(_ place: Int) -> String {
    if let titles = grid.titles { return titles[place] }
    return parameters(place).map { "\($0.name)=\($0.text)" }.joined(separator: " ")
  }

  /// The records of some trials, each trained up to a budget.
  ///
  /// - Parameters:
  ///   - earlier: Budgets of the rounds before, the last first.
  ///   - say: Gets what is done, for the progress line.
  /// - Throws: `Diagnostic` of the first trial that failed; `Interrupted`.
  func records(
    _ places: [Int], budget: Int? = nil, earlier: [Int] = [],
    say: ([Int: TrialRecord]) throws -> Void = { _ in }
  ) throws -> [TrialRecord] {
    let known = places.map { place in folder?.record(keys[place], budget: budget) }
    let open = places.indices.filter { known[$0] == nil }
    let found = Dictionary(
      uniqueKeysWithValues: zip(places, known).compactMap { place, record in
        record.map { (place, $0) }
      })
    guard !open.isEmpty else { return known.compactMap { $0 } }
    let jobs = open.map { job(places[$0], budget, earlier) }
    let made = try sideBySide(
      jobs, { try $0.record() },
      say: { done in
        try say(found.merging(done.map { (places[open[$0.key]], $0.value) }) { $1 })
      })
    var records = known
    for (place, record) in zip(open, made) { records[place] = record }
    return records.compactMap { $0 }
  }

  /// What is made of the outcome of every trial, in the order of the grid.
  ///
  /// - Parameters:
  ///   - body: Runs where the trial ran; gets its place.
  ///   - say: Gets how many are done.
  func results<Result: Sendable>(
    _ body: @escaping @Sendable (Int, TrialOutcome) throws -> Result, say: (Int) -> Void
  ) throws -> [Result] {
    let places = keys.indices.map { (place: $0, job: job($0)) }
    return try sideBySide(
      places, { try body($0.place, $0.job.outcome()) }, say: { say($0.count) })
  }

  private func sideBySide<Job: Sendable, Result: Sendable>(
    _ jobs: [Job], _ body: @escaping @Sendable (Job) throws -> Result,
    say: ([Int: Result]) throws -> Void
  ) throws -> [Result] {
    try SideBySide.map(count: jobs.count, threads: threads, { try body(jobs[$0]) }, say: say)
  }

  /// A trial with all its epochs.
  func job(_ place: Int) -> TrialJob { job(place, nil, []) }

  private func job(_ place: Int, _ budget: Int?, _ earlier: [Int]) -> TrialJob {
    TrialJob(
      context: context, values: grid.rows[place], key: keys[place], folder: folder, budget: budget,
      earlier: earlier, choosingVerb: choosingVerb, parameters: parameters(place),
      title: grid.names.isEmpty ? "" : label(place))
  }
}

/// One trial, to be run on any thread.
struct TrialJob: Sendable {
  let context: TrialContext
  let values: [Value]
  let key: String
  let folder: TrialFolder?
  let budget: Int?
  let earlier: [Int]
  let choosingVerb: String?
  let parameters: [(name: String, text: String)]
  let title: String

  func outcome() throws -> TrialOutcome {
    let host = TrialHost(
      path: folder?.place(key, budget: budget),
      earlier: earlier.compactMap { folder?.place(key, budget: $0) }, budget: budget,
      choosingVerb: choosingVerb)
    do {
      return try context.run(values, host: host)
    } catch var diagnostic as Diagnostic {
      if diagnostic.help == nil, !title.isEmpty { diagnostic.help = "in the trial \(title)" }
      throw diagnostic
    }
  }

  /// Runs the trial and keeps what it came to.
  func record() throws -> TrialRecord {
    let watch = Stopwatch()
    let outcome = try outcome()
    guard budget == nil || (outcome.runs.count == 1 && outcome.run != nil) else {
      throw Failure(
        "with halving the block is one training and ends with it", culprit: .parameter("halving"))
    }
    let record: TrialRecord
    do {
      record = try TrialRecord(outcome, key: key, seconds: watch.elapsed)
    } catch {
      throw Blame.diagnostic(error, at: nil)
    }
    try folder?.write(record, key, budget: budget, parameters)
    return record
  }
}
