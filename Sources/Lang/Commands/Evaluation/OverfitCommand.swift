import Runtime

/// `pbo`, `pbo S`, `pbo [bt1, bt2]`: how often what was best is below the middle afterwards.
enum OverfitCommand: Command {
  static let blocks = Parameter(
    "blocks", .integer, default: .number(16), in: 2...20,
    "stretches of time that the halves are put together from, an even number")
  static let judge = Parameter(
    "by", .choice(OverfitProbability.Judge.allCases.map(\.rawValue)), default: .text("sharpe"),
    "what the best strategy is the best by")
  static let draws = Parameter(
    "draws", .integer, default: .number(200), in: 0...1e6,
    "sets of strategies without skill to compare with; 0 for none")
  static let level = Parameter(
    "level", .number, default: .number(0.9), unit: "fraction", in: 0.5...0.9999,
    "share of these inside the interval")
  static let signature = Signature(
    "pbo", group: "backtest",
    "Prints the probability that the best of several strategies is overfitted",
    details:
      "Combinatorially symmetric cross-validation: the days that all strategies have are cut "
      + "into blocks; for every choice of half of them the best strategy is looked up in the other "
      + "half. PBO is the share of splits in which it is not in the better half there. What "
      + "strategies without skill give, as many and as alike as these, is drawn beside it: "
      + "noise alone gives 0.5 on average, but a single set of strategies nearly anything. Without "
      + "an argument the trials of the ledger are taken. `p.pbo`, `p.splits`, `p.strategies`, "
      + "`p.count`, `p.logits`, `p.inside`, `p.outside`, `p.slope`, `p.r2`, `p.loss`, `p.null` (mean, "
      + "lower, upper, share_as_low), `p.first_order`, `p.second_order`, `p.table` (how often each is "
      + "chosen), `p.dominance`; `plot logits p`, `plot degradation p`, `plot dominance p`. Bailey, "
      + "Borwein, Lopez de Prado and Zhu, The Probability of Backtest Overfitting, Journal of "
      + "Computational Finance 2017.",
    positionals: [StrategySetReader.subjects],
    options: [
      blocks, judge, StrategySetReader.part, draws, level, EvaluationOptions.block,
      EvaluationOptions.seed,
    ],
    examples: [
      Example("pbo"), Example("p = pbo S blocks=10"), Example("pbo [bt_fast, bt_slow, bt_both]"),
    ],
    keywords: [
      "overfitting", "cscv", "cross-validation", "selection bias", "data snooping", "logits",
    ])

  static func run(_ call: CommandCall) throws -> Value {
    let set = try StrategySetReader(call).strategies()
    let wanted = OverfitProbability.Judge(rawValue: try call.text(judge)) ?? .sharpe
    let found = try call.blaming(StrategySetReader.subjects) {
      try OverfitProbability(set.columns, blocks: call.integer(blocks), judge: wanted)
    }
    let count = try call.integer(draws)
    let null =
      count == 0
      ? nil
      : try found.null(
        draws: count, seed: call.evaluationSeed(), level: call.number(level),
        meanBlock: call.meanBlock(), threads: call.evaluationThreads)
    let value = OverfitValue(set, found, null: null)
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }
}
