import Runtime

/// `held(w, 5)`: the weight of a decision that is held for some bars.
enum Held: Function {
  static let weight = Parameter("w", .series, "the weight that is decided on each bar")
  static let bars = Parameter("n", .integer, unit: "bars", in: 1...100_000, "bars it is held")
  static let signature = Signature(
    "held", group: "rules", "The weight of decisions that overlap: each is held for n bars",
    details: """
      held(w, n): the sum of the last n weights by n, a missing one counting as none and one before the first bar,
      too, so that every decision gets 1/n of the book for n bars. In a loss, where a sample knows its own decision only, w itself, whose gain
      then runs over n bars.
      """,
    positionals: [weight, bars],
    examples: [Example("rule up(p, bar; hold=5): return held(2 * p - 1, hold)")],
    keywords: ["overlap", "slices", "holding period"])

  static func call(_ call: CommandCall) throws -> Value {
    let series = try call.series(weight)
    let count = try span(call)
    if let trace = call.session.trace {
      trace.horizon = max(trace.horizon, count)
      return .series(series)
    }
    if let scope = call.session.softScope {
      scope.horizon = max(scope.horizon, count)
      return .series(series)
    }
    guard series.expression.type.axis != nil, let sum = Registry.operators["sum"] else {
      throw call.failure(weight, "must be a series of a frame")
    }
    let known = try Runtime.Expression.coalesce(series.expression, Expression(constant: 0))
    let built = try sum.build(
      OperatorCall(
        arguments: ["x": .series(known), "n": .number(Double(count)), "min": .number(1)],
        frame: series.frame, origin: call.span.origin))
    let share = try Runtime.Expression.divide(
      built.expression, Expression(constant: Double(count)))
    return .series(SeriesValue(share, frame: series.frame))
  }

  /// A live number of a loss counts as what it is now.
  private static func span(_ call: CommandCall) throws -> Int {
    if case .series(let series) = try call.required(bars),
      let number = series.expression.staticValue, let whole = Int(exactly: number), whole > 0
    {
      return whole
    }
    return try call.integer(bars)
  }
}
