import Runtime

/// A book on one of the changed assumptions of `stress`.
struct StressCase: Sendable {
  let name: String
  let sharpe: Double
  let annualReturn: Double
  /// nil where only days were left out.
  let trades: Int?

  init(_ name: String, _ book: Book) {
    self.init(name, book.dailyReturns, trades: book.trades.count)
  }

  init(_ name: String, _ returns: ReturnSeries, trades: Int? = nil) {
    (self.name, self.trades) = (name, trades)
    sharpe = SharpeRatio.value(of: returns)
    annualReturn = AnnualReturn.value(of: returns)
  }
}
