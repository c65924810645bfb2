import Runtime

/// `e = ensemble seed=1..5: stage1 net d seed=seed`.
enum EnsembleCommand: Command {
  static let signature = Signature(
    "ensemble", group: "training", "Trains a block for every choice of values and takes the mean",
    details:
      "Options are names that the block uses, as in `sweep`; the block ends with a training. "
      + "`evaluate e`, `predict e` and `backtest e` take the mean prediction: of numbers, of "
      + "probabilities, of the shares of classes. Members are trained side by side and kept; the "
      + "same line takes them from there. `e.runs`, `e.count`, `e.val`.",
    options: [TrialOptions.parallel, TrialOptions.folder],
    examples: [Example("e = ensemble seed=1..5: stage1 net d seed=seed")],
    keywords: ["bagging", "seeds", "average"], block: .options)

  static func run(_ call: CommandCall) throws -> Value {
    let block = try TrialOptions.block(call)
    let grid = try TrialGrid(block, over: [], random: nil, seed: call.session.seed)
    let runner = TrialRunner(
      call, block, grid, folder: try TrialOptions.folder(call), choosingVerb: nil,
      threads: try TrialOptions.threads(call))
    let outcomes = try runner.counted { $1 }
    let runs = try outcomes.map { outcome in
      guard let run = outcome.run else {
        throw Failure(
          "ensemble: the block ends with \(outcome.value.described), not with a training")
      }
      return RunValue(run.run, session: call.session)
    }
    let value = try EnsembleValue(
      name: call.resultName ?? "ensemble", runs: runs, session: call.session)
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }
}
