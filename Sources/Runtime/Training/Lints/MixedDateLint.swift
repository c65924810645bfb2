/// A loss that ranks the samples of a batch, on batches drawn from all dates.
///
/// Then part of what is ranked is the market's move between dates.
enum MixedDateLint: Lint {
  static let name = "mixed_dates"
  static let isUrgent = true

  static func before(_ start: LintStart) -> [LintFinding] {
    let problem = start.problem
    guard problem.dataset.axis.isPanel, problem.network.space.kind != .date,
      start.options.batching == .samples
    else { return [] }
    let ranksAll = start.nodes.contains { node in
      guard node.operation is SoftRankOperation || isRank(node), node.inputs.count > 1 else {
        return false
      }
      let table = node.inputs[1]
      return table.operation is GroupTable && table.inputs.count == 1
    }
    guard ranksAll else { return [] }
    return [
      finding(
        "\(problem.loss.name) ranks the samples of a batch, and a batch mixes dates: it ranks the "
          + "days of the market with the symbols; batch=by(date)")
    ]
  }

  private static func isRank(_ node: Expression) -> Bool {
    (node.operation as? GroupReduction)?.kind == .rank
  }
}
