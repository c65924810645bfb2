import Testing

@testable import Runtime

/// Eight rules on the S&P 500 with what Python says of them: `Tests/Reference/significance.py`.
struct SignificanceFixture {
  let sheet: ReferenceSheet
  let days: [Int]
  let market: [Double]
  let rules: [[Double]]

  init() throws {
    sheet = try ReferenceSheet("significance.csv")
    let table = try ReferenceSheet("significance_returns.csv")
    days = try table.column("day").map { Int($0) }
    market = try table.column("market")
    rules = try [2, 5, 10, 20, 40, 60, 120, 250].map { try table.column("s\($0)") }
  }

  var dated: [DatedReturns] { rules.map { DatedReturns(days: days, returns: $0) } }

  func series(_ rule: Int) -> ReturnSeries { ReturnSeries(rules[rule], periodsPerYear: 252) }

  /// The rule with the highest Sharpe ratio.
  func best() throws -> Int { Int(try sheet.figure("deflated", "best")) }
}
