/// How much of its life a label shares with no other: a sample weight.
enum Uniqueness: Operator {
  static let signature = Signature(
    "uniqueness", group: OperatorGroup.label,
    "how little a label overlaps with others, 0 to 1 (reads the future)",
    details: """
      A label that lives `bars` bars covers its row and the `bars` rows after it; c[t] is how many labels cover row t.
      uniqueness(bars)[t] is the mean of 1 / c over the rows that the label of t covers: the weight of a sample whose
      label is not its own alone. Missing where bars is. Look-ahead: twice that of bars.
      Source: Lopez de Prado (2018), "Advances in financial machine learning", 4.3.
      """,
    positionals: [
      Parameter("bars", .series, "how long each label lives, such as barriers(...).bars")
    ],
    examples: [Example("uniqueness(barriers(5, take=0.02, stop=0.01).bars)")],
    keywords: ["sample weight", "overlap", "concurrency", "average uniqueness"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.column("bars")
    guard bars.reach.to > 0 else {
      throw Failure(
        "'bars' must be the lives of labels, which read the future", culprit: .parameter("bars"),
        hint: "barriers(5, take=2%, stop=1%).bars")
    }
    return .series(
      try Expression(LabelOverlap(horizon: bars.reach.to), [bars], origin: call.origin))
  }
}

struct LabelOverlap: ColumnOperation {
  /// The longest life of a label.
  let horizon: Int
  var key: String { "uniqueness(\(horizon))" }

  func reach(of inputs: [Expression]) -> Reach {
    let own = inputs[0].reach
    return own.shifted(by: horizon).union(own.windowed(horizon + 1))
  }

  func evaluate(_ task: ColumnTask) throws {
    let first = task.rows.lowerBound
    var changes = [Double](repeating: 0, count: task.rows.count + 1)
    for row in task.rows {
      guard let last = end(task, row) else { continue }
      changes[row - first] += 1
      changes[last + 1 - first] -= 1
    }
    var (shares, alive) = ([Double](), 0.0)
    for change in changes.dropLast() {
      alive += change
      shares.append(alive > 0 ? 1 / alive : 0)
    }
    for row in task.rows {
      guard let last = end(task, row) else {
        task.output[row] = .nan
        continue
      }
      // No running total: a value must not depend on the rows long before it.
      let covered = shares[row - first...last - first].reduce(0, +)
      task.output[row] = covered / Double(last - row + 1)
    }
  }

  /// The last row that the label of a row covers.
  private func end(_ task: ColumnTask, _ row: Int) -> Int? {
    let bars = task.inputs[0][row]
    guard bars >= 0, bars <= Double(horizon) else { return nil }
    return min(task.rows.upperBound - 1, row + Int(bars))
  }
}
