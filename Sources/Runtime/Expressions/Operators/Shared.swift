/// A share of what a panel has for each of its symbols.
enum Shared: Operator {
  static let signature = Signature(
    "shared", group: OperatorGroup.decision, "x divided by the number of symbols at the same time",
    details: """
      shared(x) = x / count of the symbols with a bar at that time; of one symbol, and in a loss, x itself. Makes
      weights of decisions that each symbol takes by itself.
      """,
    positionals: [.x], examples: [Example("shared(sign(pct(close)))")],
    keywords: ["equal weight", "allocation"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let x = try call.series("x")
    guard !call.isLoss, let axis = x.type.axis, axis.isPanel else { return .series(x) }
    return .series(
      try .divide(x, Expression(MemberCount(axis: axis), []), origin: call.origin))
  }
}

/// How many symbols have a row at the time of each row.
struct MemberCount: AxisOperation {
  let axis: Axis
  let key = "members"

  func moved(to axis: Axis) -> Self { .init(axis: axis) }

  func evaluate(_ task: ColumnTask) throws {
    let slots = axis.crossSections.slots
    var counts = [Double](repeating: 0, count: Int(slots.max() ?? -1) + 1)
    for slot in slots { counts[Int(slot)] += 1 }
    for row in task.rows { task.output[row] = counts[Int(slots[row])] }
  }
}
