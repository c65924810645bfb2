import Runtime

/// `i = importance s1 on=val`.
enum ImportanceCommand: Command {
  static let subject = Parameter("run", .run, "a trained run")
  static let part = Parameter("on", .part, default: .text("val"), "the part that is mixed")
  static let metric = Parameter(
    "metric", .metric, default: .absent,
    "what is to get worse: a score, or loss; what the training watched, else mse, auc or accuracy")
  static let repeats = Parameter(
    "n", .integer, default: .number(5), unit: "repeats", in: 1...1000, "permutations per feature")
  static let seed = Parameter(
    "seed", .integer, default: .absent, in: 0...9_007_199_254_740_992,
    "seed of the permutations; the session's when left out")
  static let signature = Signature(
    "importance", group: "features", "Finds what each feature is worth to a trained run",
    details: "One feature at a time is taken from other samples of the part, and the rise of the "
      + "loss or fall of the score is given with its sd over the repeats. Windows are mixed as a "
      + "whole; where a batch is a date (batch=by(date)), within the date. Features that say the "
      + "same hide each other. `i.table`, `i.base`, `plot importance i`.",
    positionals: [subject], options: [part, metric, repeats, seed],
    examples: [Example("i = importance s1 on=val"), Example("importance s1 metric=auc n=20")],
    keywords: ["permutation", "feature importance", "shap"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try call.object(subject, as: RunValue.self)
    let name = try call.partName(part)
    let run = value.run
    try PartSight(call.session).check(name, of: run.dataset)
    var figure = call.has(metric) ? try call.text(metric) : run.leadingScore
    if figure.hasPrefix(name.rawValue + ".") {
      figure = String(figure.dropFirst(name.rawValue.count + 1))
    }
    let seed =
      call.has(seed) ? UInt64(clamping: try call.integer(seed)) : call.session.seed
    let found = try PermutationImportance(
      run, on: name, figure: figure, repeats: call.integer(repeats), seed: seed,
      threads: call.evaluationThreads
    ) { share in
      call.session.output.progress(
        "  importance \(NumberFormat.percent(share, decimals: 0))", isFinal: false)
    }
    // The score that nothing was shuffled for is a look at the part.
    _ = try value.scores(on: name)
    let result = ImportanceValue(found, of: value.name, on: name)
    if call.resultName != nil { call.session.output.result(result.summary) }
    return .object(result)
  }
}
