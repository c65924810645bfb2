import Runtime

/// What the number of trials makes of a book's Sharpe ratio.
struct TrialDeflation: Sendable {
  let deflated: DeflatedSharpe
  /// Trials of the ledger on the same bars, whatever their part and features; the book among them.
  let trials: Int
  /// How many of these have daily returns.
  let dated: Int

  /// - Complexity: O(trials x days).
  init(_ book: Book, market: String, _ ledger: TrialLedger) {
    let entries = ledger.entries.filter { $0.market == market }
    let returns = entries.filter { !$0.returns.isEmpty }
      .map { DatedReturns(days: $0.days, returns: $0.returns) }
    trials = max(1, entries.count)
    dated = returns.count
    deflated = DeflatedSharpe(book.dailyReturns, trials: returns, count: trials)
  }

  /// `N = 24 trials on these bars (12.3 effective): deflated Sharpe ratio 43%`.
  var remark: String {
    let probability = NumberFormat.percent(deflated.probability)
    guard trials > 1 else {
      return "the only trial on these bars: probabilistic Sharpe ratio \(probability)"
    }
    let effective = NumberFormat.fixed(deflated.effectiveTrials, decimals: 1)
    let luck = NumberFormat.fixed(deflated.annualBenchmark, decimals: 2)
    return "N = \(NumberFormat.count(trials)) trials on these bars (\(effective) effective): luck alone "
      + "is expected to show a Sharpe ratio of \(luck); deflated Sharpe ratio \(probability)"
  }
}
