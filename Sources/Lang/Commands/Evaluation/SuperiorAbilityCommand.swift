import Runtime

/// `spa`, `spa S`, `spa [bt1, bt2] benchmark=pct(close)`: whether the best beats a benchmark by more
/// than the search explains.
enum SuperiorAbilityCommand: Command {
  static let benchmark = Parameter(
    "benchmark", .any, default: .absent,
    "a book or a series of returns to be beaten; 0 when left out")
  static let signature = Signature(
    "spa", group: "backtest",
    "Tests whether the best of several strategies beats a benchmark by more than luck",
    details: "Hansen's test for superior predictive ability and White's reality check: the highest "
      + "mean over the benchmark, in its standard errors, is compared with what resampled stretches "
      + "of the same days give when no strategy is better. Of the three p-values of Hansen's test "
      + "the consistent one counts; the lower and the upper one take poor strategies for as bad as "
      + "they looked, and for as good as the benchmark. Without an argument the trials of the ledger "
      + "are taken. `t.p`, `t.lower`, `t.upper`, `t.reality_check`, `t.best`, `t.statistic`, "
      + "`t.strategies`, `t.count`, `t.block`, `t.table`. White, A Reality Check for Data Snooping, "
      + "Econometrica 2000; Hansen, A Test for Superior Predictive Ability, Journal of Business and "
      + "Economic Statistics 2005.",
    positionals: [StrategySetReader.subjects],
    options: [
      benchmark, StrategySetReader.part, EvaluationOptions.draws, EvaluationOptions.block,
      EvaluationOptions.seed,
    ],
    examples: [
      Example("spa"), Example("t = spa S benchmark=pct(close)"), Example("spa [bt_fast, bt_slow]"),
    ],
    keywords: [
      "superior predictive ability", "reality check", "data snooping", "multiple testing",
      "hansen", "white", "p-value",
    ])

  static func run(_ call: CommandCall) throws -> Value {
    let group = try StrategySetReader(call).strategies()
    let base = try base(call)
    if let base, base.period != group.period {
      throw call.failure(
        benchmark, "has other periods than the strategies",
        hint: "\(base.name): \(base.span); strategies: \(group.span)")
    }
    let found = try call.blaming(StrategySetReader.subjects) {
      try SuperiorAbility(
        group.returns, benchmark: base?.returns, draws: call.integer(EvaluationOptions.draws),
        seed: call.evaluationSeed(), meanBlock: call.meanBlock())
    }
    let value = SuperiorAbilityValue(
      group, found, benchmark: base, draws: try call.integer(EvaluationOptions.draws))
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }

  private static func base(_ call: CommandCall) throws -> Strategy? {
    guard call.has(benchmark) else { return nil }
    return try StrategyReader(call: call, parameter: benchmark).strategy(
      call.session.preferringColumn(call.required(benchmark)),
      text: call.texts[benchmark.name] ?? "benchmark")
  }
}
