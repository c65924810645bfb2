import Runtime

/// Several strategies on the periods that all of them have.
struct StrategySet: Sendable {
  let strategies: [Strategy]
  /// `5 trials on val of the same bars as the latest book`.
  let source: String
  /// Common periods.
  let days: [Int]
  /// Returns of each strategy on them.
  let columns: [[Double]]
  let period: ReturnColumn.Period
  /// Counted; missing where nothing says it.
  let periodsPerYear: Double
  /// What a reader must know of the choice.
  let notes: [String]

  init(_ strategies: [Strategy], source: String, notes: [String] = []) {
    let (days, columns) = DatedReturns.overlaid(strategies.map(\.returns))
    (self.strategies, self.source, self.days, self.columns) = (strategies, source, days, columns)
    period = strategies.first?.period ?? .row
    let known = strategies.map(\.periodsPerYear).filter(\.isFinite).sorted()
    periodsPerYear = known.isEmpty ? .nan : known[known.count / 2]
    let most = strategies.map(\.returns.count).max() ?? 0
    let lost = most - days.count
    self.notes =
      notes
      + (lost > 0
        ? [
          "\(NumberFormat.count(lost)) of \(NumberFormat.count(most)) "
            + "\(period.words(2, periodsPerYear)) left out, which not all of them have"
        ] : [])
  }

  /// `252 days, 2019-01-02 to 2019-12-31`.
  var span: String { Strategy.span(days, period, periodsPerYear) }

  var units: String { period.words(2, periodsPerYear) }

  /// Returns of each strategy on the common periods.
  var returns: [DatedReturns] { columns.map { DatedReturns(days: days, returns: $0) } }

  /// Periods of a Sharpe ratio's scale to the year; 1 where nothing says it.
  var annualScale: Double { periodsPerYear.isFinite ? periodsPerYear.squareRoot() : 1 }

  /// `a year`, or `a period` where nothing says how many these are.
  var annualWords: String { periodsPerYear.isFinite ? "a year" : "a period" }
}
