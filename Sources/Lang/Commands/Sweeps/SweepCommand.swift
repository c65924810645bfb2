import Runtime

/// `S = sweep lr=[1e-4, 1e-3] seed=1..5 monitor=val.auc: ... end`.
enum SweepCommand: Command {
  static let records = Parameter(
    BlockSyntax.records, .list, default: .absent,
    "trials as records, [{lr: 1e-4, batch: 8}, {lr: 1e-3, batch: 32}]")
  static let monitor = Parameter(
    "monitor", .metric, default: .absent,
    "what is to be best: a figure of the validation part, val.auc; what the training watches, or of "
      + "a book its Sharpe ratio, when left out")
  static let best = Parameter(
    "best", .choice(["high", "low"]), default: .absent,
    "whether a high or a low figure is better, where its name does not say")
  static let random = Parameter(
    "random", .integer, default: .absent, in: 1...100_000,
    "draws so many trials of the grid, or from ranges low..high; ranges over decades by logarithm")
  static let halving = Parameter(
    "halving", .integer, default: .absent, unit: "epochs", in: 1...1e6,
    "successive halving: so many epochs for all, the best share goes on with eta times as many")
  static let eta = Parameter(
    "eta", .integer, default: .number(3), in: 2...100, "halving: one of so many goes on")
  static let signature = Signature(
    "sweep", group: "training", "Runs a block for every choice of values and finds the best",
    details: "Other options are names that the block uses: a list, or a range of whole numbers, of "
      + "the values they take. All choices are tried (random= draws some), side by side, each as a "
      + "session of its own; a name that the block does not use is an error. What the block ends "
      + "with counts: a training by its validation scores, a book by its Sharpe ratio, a number or a "
      + "record of numbers by itself. Blocks see no test part. Finished trials are kept in the run store by a fingerprint of all they "
      + "depend on: after Ctrl-C the same line goes on. `S.best`, `S.best_run`, `S.best_value`, "
      + "`S.table`, `S.trials`, `S.count`.",
    options: [
      records, monitor, best, random, halving, eta, TrialOptions.parallel, TrialOptions.folder,
    ],
    examples: [
      Example("S = sweep lr=[1e-4, 1e-3] seed=1..5 monitor=val.auc: stage1 net d lr=lr seed=seed"),
      Example(
        "S = sweep lr=1e-5..1e-1 batch=[32, 64] random=20 halving=3: stage1 net d lr=lr batch=batch"
      ),
    ], keywords: ["grid", "search", "tune", "hyperparameter", "optuna", "seeds"], block: .options)

  static func run(_ call: CommandCall) throws -> Value {
    let wanted = call.has(monitor) ? try call.text(monitor) : nil
    if let wanted { try TrialMonitor.check(wanted) }
    let block = try TrialOptions.block(call)
    let grid = try TrialGrid(
      block, over: over(call, block),
      random: call.has(random) ? try call.integer(random) : nil, seed: call.session.seed)
    let runner = TrialRunner(
      call, block, grid, folder: try TrialOptions.folder(call), choosingVerb: "sweep",
      threads: try TrialOptions.threads(call))
    let direction = call.has(best) ? try call.text(best) : nil
    let progress = SweepProgress(runner, wanted, direction)
    let records = try progress.kept { say in
      guard call.has(halving) else {
        return try runner.records(Array(runner.keys.indices), say: say)
      }
      return try Halving(first: call.integer(halving), eta: call.integer(eta)).run(
        runner,
        order: { try TrialMonitor(wanted, best: direction, of: $0[0]).order($0) }, say: say)
    }
    let chosen = try TrialMonitor(wanted, best: direction, of: records[0])
    let sweep = SweepValue(
      name: call.resultName ?? "sweep", runner: runner, records: records, monitor: chosen,
      session: call.session)
    report(sweep, call)
    return .object(sweep)
  }

  private static func over(_ call: CommandCall, _ block: BlockCall) throws -> [RecordValue] {
    guard call.has(records) else { return [] }
    let bound = Set(block.bindings.map(\.name.text))
    let wanted = block.names.map(\.text).filter { !bound.contains($0) }
    let items = try call.list(records).enumerated().map { place, item in
      guard case .record(let record) = item else {
        throw call.failure(records, "must be a list of records, not of \(item.described)")
      }
      if let missing = wanted.first(where: { record[$0] == nil }) {
        throw call.failure(records, "has no '\(missing)' in its record \(place + 1)")
      }
      return record
    }
    guard !items.isEmpty else { throw call.failure(records, "has no record") }
    return items
  }

  /// Keeps the trials in the ledger and says what came out.
  private static func report(_ sweep: SweepValue, _ call: CommandCall) {
    let session = call.session
    for trial in sweep.trials {
      session.ledger.add(
        TrialEntry(trial.record, of: sweep.name, at: sweep.label(trial), sweep.monitor))
    }
    for note in sweep.remarks { session.output.note("note: \(note)") }
    guard call.resultName != nil else { return }
    session.output.progress(
      sweep.table(session.printContext).render(width: session.printContext.width), isFinal: true)
    session.output.result(sweep.summary)
  }
}
