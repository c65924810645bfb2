import Runtime

/// `day = filter es hour() >= 9 and volume > 0`: the rows where a condition holds.
enum FilterCommand: Command {
  static let data = Parameter("frame", .frame, default: .absent, "the frame; the one in use")
  static let condition = Parameter(
    "condition", .expression, default: .absent,
    "rows where it holds are kept; a missing one does not hold")
  static let signature = Signature(
    "filter", group: "data", "Keeps the rows where a condition holds",
    details:
      "Names in the condition are columns of the frame first. Rows keep their known times. A "
      + "condition that reads the future is refused: it would choose rows by what comes after them. "
      + "One with a statistic of the whole sample is warned of.",
    positionals: [data, condition],
    examples: [
      Example(
        "d = filter px close > 102",
        prints: "d: frame, 5 rows x 5 columns, 2024-01-03 to 2024-01-08"),
      Example("day = filter es hour() >= 9 and volume > 0"),
    ], keywords: ["where", "select", "query", "rows"])

  static func run(_ call: CommandCall) throws -> Value {
    let origin = try call.frame(data)
    let frame = origin.frame
    guard call.has(condition) else {
      throw call.failure(
        condition, "is missing", hint: "filter \(origin.name) \(frame.names.last ?? "volume") > 0")
    }
    guard case .series(let series) = call.session.preferringColumn(try call.required(condition))
    else {
      throw call.failure(
        condition, "must be a condition on the rows, not \(try call.required(condition).described)",
        hint: "filter \(origin.name) \(frame.names.last ?? "volume") > 0")
    }
    let expression = series.expression
    guard expression.type.axis === frame.axis else {
      throw call.failure(
        condition, "lies on another frame than '\(origin.name)'",
        hint: "align the frames first, or name the frame of the condition")
    }
    try refuseFuture(expression, call)
    let cells = try call.session.evaluator.values(of: expression)
    let rows = cells.indices.filter { cells[$0] != 0 && !cells[$0].isNaN }
    guard !rows.isEmpty else { throw call.failure(condition, "holds in no row") }
    let missing = cells.count(where: \.isNaN)
    let notes =
      missing > 0 ? ["\(NumberFormat.count(missing)) rows where it is missing were left out"] : []
    return call.shaped(frame.keeping(rows: rows), of: origin, notes: notes)
  }

  private static func refuseFuture(_ expression: Expression, _ call: CommandCall) throws {
    let reach = expression.reach
    if reach.to > 0 {
      throw call.failure(
        condition, "reads the future: rows would be chosen by what comes after them",
        hint: "a condition may look back, as in lag(close) > 0")
    }
    if reach.fit == .wholeSample {
      call.session.warn(
        "filter: the condition uses a statistic of the whole sample, so rows are chosen with "
          + "knowledge of later ones")
    }
  }
}
