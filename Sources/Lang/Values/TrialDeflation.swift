import Runtime

/// What the trials of the ledger make of a book's Sharpe ratio, in a line.
struct TrialDeflation: Sendable {
  private let deflated: DeflatedSharpe
  private let trials: LedgerTrials

  /// - Complexity: O(trials x days).
  init(_ value: BookValue, _ ledger: TrialLedger) {
    let origin = Strategy.Origin(bars: value.plan.frame.frame.digest, part: value.plan.part)
    trials = LedgerTrials(ledger, like: origin, part: nil)
    deflated = DeflatedSharpe(
      value.book.dailyReturns, trials: trials.strategies.map(\.returns),
      count: max(1, trials.entries.count))
  }

  /// `N = 24 trials on val of the same bars (12.3 effective): deflated Sharpe ratio 43%`.
  var remark: String {
    let probability = NumberFormat.percent(deflated.probability)
    guard deflated.trials > 1 else {
      return "the only trial \(trials.place): probabilistic Sharpe ratio \(probability)"
    }
    let effective = NumberFormat.fixed(deflated.effectiveTrials, decimals: 1)
    let luck = NumberFormat.fixed(deflated.annualBenchmark, decimals: 2)
    return
      "N = \(NumberFormat.count(deflated.trials)) trials \(trials.place) (\(effective) effective): "
      + "luck alone is expected to show a Sharpe ratio of \(luck); deflated Sharpe ratio "
      + probability
  }
}
