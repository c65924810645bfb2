import Runtime

extension TrialEntry {
  /// A book with its daily net returns.
  init(_ value: BookValue, hash: String, part: String, data: String, what: String) {
    let book = value.book
    let returns = book.dailyReturns.returns
    let days = book.periods.dayTimes.map { Int($0 / Nanoseconds.day) }
    self.init(
      hash: hash, kind: "backtest", name: value.title, what: what, part: part, data: data,
      metric: "sharpe", value: book.figure("sharpe") ?? .nan,
      days: returns.count == days.count ? days : [],
      returns: returns.count == days.count ? returns : [])
  }
}
