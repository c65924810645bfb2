extension InformationCoefficient {
  /// What `body` makes of the coefficient of each signal, with its place; two signals at a time.
  ///
  /// - Throws: `Failure` when a signal lies on another axis than the target; `Interrupted`.
  public static func map<Value: Sendable>(
    _ signals: [Expression], with label: Expression, isRank: Bool, values source: ColumnEvaluator,
    _ body: @escaping @Sendable (Int, InformationCoefficient) throws -> Value
  ) throws -> [Value] {
    let axis = try Expression.commonAxis(of: signals + [label], for: "ic")
    let times = CoefficientTimes(axis)
    let target = try source.values(of: label)
    var results: [Value] = []
    for first in stride(from: 0, to: signals.count, by: 4) {
      try Interrupt.check()
      let columns = try source.values(of: Array(signals[first..<min(first + 4, signals.count)]))
      results += try Parallel.map(count: columns.count, threads: 2) { place in
        let coefficient = InformationCoefficient(
          signal: columns[place], target: target, axis: axis, times: times, isRank: isRank)
        return try body(first + place, coefficient)
      }
    }
    return results
  }
}
