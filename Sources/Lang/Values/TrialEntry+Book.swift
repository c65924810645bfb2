import Runtime

extension TrialEntry {
  /// A book with its daily net returns.
  init(_ value: BookValue, hash: String, part: String, data: String, market: String, what: String) {
    let dated = value.book.datedReturns
    self.init(
      hash: hash, kind: "backtest", name: value.title, what: what, part: part, data: data,
      market: market,
      metric: "sharpe", value: value.book.figure("sharpe") ?? .nan, days: dated.days,
      returns: dated.returns)
  }
}
