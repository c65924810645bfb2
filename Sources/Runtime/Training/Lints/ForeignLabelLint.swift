/// Labels that compare a row of one symbol with a row of another, because the frame does not know
/// its symbols.
enum ForeignLabelLint: Lint {
  static let name = "foreign_labels"
  static let isUrgent = true

  /// Columns that say whose row it is.
  private static let names: Set<String> = [
    "symbol", "ticker", "name", "asset", "coin", "sym", "code", "contract", "instrument", "pair",
  ]

  static func before(_ start: LintStart) -> [LintFinding] {
    let dataset = start.problem.dataset
    guard !dataset.axis.isPanel else { return [] }
    for field in dataset.frame.fields where names.contains(field.name) {
      guard case .category(let codes, let labels) = field.column, labels.count > 1 else { continue }
      if let finding = finding(start, field.name, codes, labels) { return [finding] }
    }
    return []
  }

  private static func finding(
    _ start: LintStart, _ column: String, _ codes: [Int32], _ labels: [String]
  ) -> LintFinding? {
    let horizon = start.heads.map(\.target.horizon).max() ?? 0
    let rows = start.problem.training.rows.map { Int($0) }
    let foreign = rows.filter { row in
      codes.indices.contains(row + horizon) && codes[row] != codes[row + horizon]
    }
    guard let first = foreign.first, foreign.count * 100 > rows.count else { return nil }
    func label(_ row: Int) -> String {
      let code = Int(codes[row])
      return labels.indices.contains(code) ? labels[code] : "none"
    }
    let share = NumberFormat.percent(Double(foreign.count) / Double(rows.count))
    return Self.finding(
      "\(share) of the labels compare a row of one \(column) with a row of another, such as "
        + "\(label(first)) with \(label(first + horizon)): load with by=\(column)")
  }
}
