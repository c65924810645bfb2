import Runtime

extension TrialEntry {
  /// A book with its daily net returns.
  init(_ value: BookValue, hash: String, part: String, data: String, what: String) {
    let (days, returns) = value.datedReturns
    self.init(
      hash: hash, kind: "backtest", name: value.title, what: what, part: part, data: data,
      metric: "sharpe", value: value.book.figure("sharpe") ?? .nan, days: days, returns: returns)
  }
}

extension BookValue {
  /// Days since 1970-01-01 with the net return of each; none where nothing was at stake.
  var datedReturns: (days: [Int], returns: [Double]) {
    let returns = book.dailyReturns.returns
    let days = book.periods.dayTimes.map { Int($0 / Nanoseconds.day) }
    return returns.count == days.count ? (days, returns) : ([], [])
  }
}
