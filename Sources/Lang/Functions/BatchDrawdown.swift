import Runtime

/// The deepest fall of the wealth that a batch's returns make.
enum BatchDrawdown: Function {
  static let returns = Parameter("r", .series, unit: "fraction", "a return per sample")
  static let signature = Signature(
    "drawdown", group: "general", "deepest fall of the wealth that the returns of a batch make",
    details:
      "1 - min(w / peak) with w = cumprod(1 + r) over the batch in its order, a number from 0 on. "
      + "In a loss; where a sample is a date the returns of its symbols are averaged first. "
      + "shuffle=false keeps the order of time.", positionals: [returns],
    examples: [
      Example("loss calm(p, bar): return drawdown(p * pct(bar.close)) - mean(p * pct(bar.close))")
    ])

  static func call(_ call: CommandCall) throws -> Value {
    let x = try call.series(returns).expression
    guard x.dimensions != nil else {
      throw call.failure(
        returns, "must be a number per sample of a batch",
        hint: "max_drawdown(x, n) works on series")
    }
    return .series(SeriesValue(try Runtime.Expression.deepestDrawdown(x)))
  }
}
