import Runtime

/// What a Sharpe ratio is worth after all that was tried.
final class DeflatedSharpeValue: ObjectValue {
  let strategy: Strategy
  let result: DeflatedSharpe
  let series: ReturnSeries
  let trials: LedgerTrials
  let level: Double
  /// Trials with returns over periods as long as the strategy's.
  let comparable: Int
  /// Trials whose periods are longer or shorter.
  let incomparable: Int
  /// Whether the number of trials was given.
  let isGiven: Bool

  /// - Parameter given: The number of trials, where the script says it.
  init(
    _ strategy: Strategy, _ series: ReturnSeries, _ trials: LedgerTrials, given: Int?,
    level: Double
  ) {
    (self.strategy, self.series, self.trials, self.level) = (strategy, series, trials, level)
    let known = trials.strategies
    let alike = known.filter { Self.isAlike($0, series) }
    let isKnown = alike.contains { $0.returns == strategy.returns }
    let returns = alike.map(\.returns) + (isKnown ? [] : [strategy.returns])
    let count = trials.entries.count + (isKnown ? 0 : 1)
    (comparable, incomparable) = (returns.count, known.count - alike.count)
    isGiven = given != nil
    let counted = DeflatedSharpe(series, trials: returns, count: count)
    guard let given else {
      result = counted
      return
    }
    result = DeflatedSharpe(
      counted.sharpe, ratios: DeflatedSharpe.ratios(of: returns, like: series), count: given,
      correlation: counted.correlation,
      periodsPerYear: series.periodsPerYear)
  }

  /// Ratios per day do not compare with those per week.
  private static func isAlike(_ trial: Strategy, _ series: ReturnSeries) -> Bool {
    let ratio = trial.periodsPerYear / series.periodsPerYear
    return ratio.isNaN || (0.7...1.4).contains(ratio)
  }

  let typeName = "deflated sharpe"

  var memberNames: [String] { numbers.map(\.name) }

  private var numbers: [(name: String, value: Double)] {
    [
      ("dsr", result.probability), ("psr", result.probabilityOverZero),
      ("sharpe", result.annualSharpe), ("benchmark", result.annualBenchmark),
      ("trials", Double(result.trials)), ("effective", result.effectiveTrials),
      ("correlation", result.correlation), ("variance", result.variance),
      ("track_record", result.sharpe.minimumTrackRecord(level: level)),
      (
        "deflated_track_record",
        result.sharpe.minimumTrackRecord(over: result.benchmark, level: level)
      ),
      ("backtest_length", result.minimumBacktestLength), ("count", Double(series.returns.count)),
      ("per_year", series.periodsPerYear), ("skew", result.sharpe.skew),
      ("kurtosis", result.sharpe.kurtosis),
    ]
  }

  func member(_ name: String) throws -> Value? {
    numbers.first { $0.name == name }.map { .number($0.value) }
  }
}
