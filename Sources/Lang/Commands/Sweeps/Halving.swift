import Runtime

/// Successive halving: every trial gets a few epochs, the best share goes on with more, until the
/// last ones have had all.
///
/// A trial that goes on is the same training that an undisturbed one would be: its schedule is laid
/// out over all epochs, and it is only held at the budget.
/// - Source: Jamieson, Talwalkar, Non-stochastic best arm identification, 2016.
struct Halving {
  /// Epochs of the first round.
  let first: Int
  /// One of so many goes on, with so many times the epochs.
  let eta: Int

  /// What each trial came to in the last round it had.
  ///
  /// - Parameter order: Places of records, the best first.
  func run(
    _ runner: TrialRunner, order: ([TrialRecord]) throws -> [Int],
    say: ([Int: TrialRecord]) throws -> Void
  ) throws -> [TrialRecord] {
    var alive = Array(runner.keys.indices)
    var results: [Int: TrialRecord] = [:]
    var budgets: [Int] = []
    var budget = first
    while true {
      let isLast = alive.count == 1 && !budgets.isEmpty
      let records = try runner.records(
        alive, budget: isLast ? nil : budget, earlier: budgets.reversed()
      ) { done in try say(results.merging(done) { $1 }) }
      for (place, record) in zip(alive, records) {
        var whole = record
        whole.seconds += results[place]?.seconds ?? 0
        results[place] = whole
      }
      if isLast || records.allSatisfy(\.isFinished) { break }
      let kept = (alive.count + eta - 1) / eta
      alive = try order(records).prefix(kept).map { alive[$0] }.sorted()
      budgets.append(budget)
      budget = budget.multipliedReportingOverflow(by: eta).partialValue
    }
    return runner.keys.indices.compactMap { results[$0] }
  }
}
