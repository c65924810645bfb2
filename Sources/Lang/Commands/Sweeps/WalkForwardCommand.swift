import Runtime

/// `wf = walkforward vol target=next train=2y test=3mo: ... end`.
enum WalkForwardCommand: Command {
  static let features = Parameter("features", .featureSet, "a feature set")
  static let target = Parameter("target", .any, "a target, or a list of targets")
  static let train = Parameter(
    "train", .any, default: .absent, "length of time that each fold trains on: 2y")
  static let test = Parameter(
    "test", .any, default: .absent, "length of time after it that each fold is tested on: 3mo")
  static let validation = Parameter(
    "val", .number, default: .number(0.15), unit: "fraction", in: 0...0.9,
    "the latest share of each training stretch, for early stopping and choices; 0 for none")
  static let folds = Parameter(
    "folds", .integer, default: .absent, in: 2...1000, "number of folds instead of lengths")
  static let scheme = Parameter(
    "scheme", .choice(FoldScheme.Kind.allCases.map(\.rawValue)), default: .absent,
    "how folds are cut: rolling (with lengths, when left out), expanding (with folds=), purged, "
      + "combinatorial")
  static let held = Parameter(
    "held", .integer, default: .number(2), in: 1...100, "blocks that a combinatorial fold holds out"
  )
  static let embargo = Parameter(
    "embargo", .integer, default: .absent, unit: "bars", in: 0...1e9,
    "without training rows after a held-out block; the label's horizon when left out")
  static let holdout = Parameter(
    "holdout", .any, default: .absent,
    "share, dates or length of time at the end that is in no fold: the last look")
  static let signature = Signature(
    "walkforward", group: "backtest", "Runs a block for every fold and joins what it predicts",
    details: "The block sees `fold`, a dataset with the parts train, val (the latest of the "
      + "training stretch) and test, which nothing in the block may look at. It ends with a "
      + "training, an ensemble, a sweep (its best run) or a series. What it predicts of the test rows is "
      + "joined to one out-of-sample series: `backtest wf`, `ic wf`, `plot wf`, `wf.prediction`; "
      + "scores are given per fold, with mean and sd, and over all rows (pooled). Training rows "
      + "whose label meets a test block are purged. `wf.folds`, `wf.mean`, `wf.sd`, `wf.pooled`, "
      + "`wf.paths` (of a combinatorial scheme), `wf.holdout` (the mean of all folds).",
    positionals: [features],
    options: [
      target, train, test, validation, folds, scheme, held, embargo, holdout,
      TrialOptions.parallel, TrialOptions.folder,
    ],
    examples: [
      Example("wf = walkforward vol target=next train=2y test=3mo: stage1 net fold"),
      Example(
        "wf = walkforward vol target=next folds=6 scheme=combinatorial held=2: stage1 net fold"),
    ], keywords: ["cross-validation", "cv", "k-fold", "rolling", "out-of-sample", "purged"],
    block: .fixed(["fold"]))

  static func run(_ call: CommandCall) throws -> Value {
    let block = try TrialOptions.block(call)
    let set = try call.object(features, as: FeatureSetValue.self).features
    let cut = try scheme(call, on: set.frame.axis)
    let last =
      call.has(holdout)
      ? try SplitCommand.foldTest(call, holdout, on: set.frame.axis) : FoldTest.none
    let datasets = try Dataset.folds(
      set, targets: SplitCommand.targets(call), scheme: cut, test: last,
      inner: call.number(validation), values: call.session.evaluator)
    let sight = PartSight(call.session)
    try sight.check(folds: datasets)
    let grid = TrialGrid(
      "fold", datasets.map { .object(DatasetValue($0)) },
      titles: datasets.indices.map { "of fold \($0 + 1)" })
    let runner = TrialRunner(
      call, block, grid, folder: try TrialOptions.folder(call), choosingVerb: "walkforward",
      threads: try TrialOptions.threads(call))
    let evaluator = call.session.evaluator
    let folds = try runner.counted { place, outcome in
      try fold(outcome, datasets[place], evaluator)
    }
    let whole = call.has(holdout) ? try wholeDataset(call, set, cut, last) : nil
    let value = WalkForwardValue(
      try WalkForward(folds), name: call.resultName ?? "walkforward", scheme: cut, whole: whole,
      ledger: call.session.ledger, sight: sight)
    call.session.ledger.add(value.entry)
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }

  private static func fold(
    _ outcome: TrialOutcome, _ dataset: Dataset, _ evaluator: ColumnEvaluator
  ) throws -> WalkFold {
    if let run = outcome.run { return try WalkFold([run.run]) }
    if let runs = outcome.value.heldRuns { return try WalkFold(runs.map(\.run)) }
    switch outcome.value {
    case .object(let sweep as SweepValue): return try WalkFold([sweep.bestRun().run])
    case .series(let series):
      return try WalkFold(evaluator.values(of: series.expression), of: dataset)
    default:
      throw Failure(
        "walkforward: the block ends with \(outcome.value.described), which predicts nothing",
        hint: "end it with a training, an ensemble, a sweep or a series")
    }
  }

  /// The dataset whose test part is what was cut off.
  private static func wholeDataset(
    _ call: CommandCall, _ set: FeatureSet, _ cut: FoldScheme, _ last: FoldTest
  ) throws -> Dataset? {
    try Dataset.folds(
      set, targets: SplitCommand.targets(call), scheme: cut, test: last,
      values: call.session.evaluator
    ).first
  }

  private static func scheme(_ call: CommandCall, on axis: Axis) throws -> FoldScheme {
    let gap = call.has(embargo) ? try call.integer(embargo) : nil
    let given = call.has(scheme) ? FoldScheme.Kind(rawValue: try call.text(scheme)) : nil
    if given != .combinatorial, call.has(held) {
      throw call.failure(held, "goes with scheme=combinatorial")
    }
    guard call.has(folds) else {
      for part in [train, test] where !SplitCommand.isLength(part, call) {
        throw call.failure(
          part, call.has(part) ? "must be a length of time" : "is missing",
          hint: "train=2y test=3mo, or folds=5")
      }
      let kind = given ?? .rolling
      return try FoldScheme(
        kind, windows: SplitCommand.windows(call, kind, holding: test, on: axis), embargo: gap)
    }
    for part in [train, test] where call.has(part) {
      throw call.failure(
        part, "does not go with folds", hint: "holdout=15% cuts off what no fold sees")
    }
    return try FoldScheme(
      given ?? .expanding, count: call.integer(folds), held: call.integer(held), embargo: gap)
  }
}
