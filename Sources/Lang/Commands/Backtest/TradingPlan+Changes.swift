import Runtime

/// The same plan on other terms, bars or predictions.
extension TradingPlan {
  func with(option name: String, _ value: Value) -> TradingPlan {
    var plan = self
    plan.options[name] = value
    return plan
  }

  /// With one rate in the place of everything that trading costs.
  func costing(_ rate: Double) -> TradingPlan {
    var plan = self
    for name in ["fee", "maker", "taker", "commission", "slippage", "slip_ticks"] {
      plan.options[name] = nil
    }
    plan.options["cost"] = .number(rate)
    return plan
  }

  /// The rows that are traded, each range within one symbol.
  var tradedRanges: [Range<Int>] {
    (ranges ?? frame.frame.axis.segments.map(\.rows)).filter { !$0.isEmpty }
  }

  /// With other numbers as predictions, or as weights where there is no rule.
  ///
  /// - Parameter change: Gets the values of each column by row of the frame.
  func predicting(
    in session: Session, _ change: ([Double]) throws -> [Double]
  ) throws -> TradingPlan {
    var plan = self
    plan.prediction = try changed(prediction, in: session, change)
    return plan
  }

  private func changed(
    _ value: Value, in session: Session, _ change: ([Double]) throws -> [Double]
  ) throws -> Value {
    switch value {
    case .series(let series):
      let axis = frame.frame.axis
      guard series.expression.type.axis === axis else { return value }
      let numbers = try change(session.evaluator.values(of: series.expression))
      return .series(
        SeriesValue(
          Expression(column: .numbers(numbers), name: series.name ?? "p", axis: axis),
          name: series.name, frame: series.frame))
    case .record(let record):
      return .record(
        RecordValue(
          try record.fields.map { ($0.key, try changed($0.value, in: session, change)) }))
    default: return value
    }
  }

  /// On some of the symbols alone: the others have no prediction, and their rows are not traded.
  func onSymbols(_ kept: Set<Int>, in session: Session) throws -> TradingPlan {
    let axis = frame.frame.axis
    var plan = try predicting(in: session) { values in
      var values = values
      for (symbol, segment) in axis.segments.enumerated() where !kept.contains(symbol) {
        for row in segment.rows { values[row] = .nan }
      }
      return values
    }
    plan.ranges = tradedRanges.filter { range in
      axis.segmentIndex(ofRow: range.lowerBound).map(kept.contains) ?? false
    }
    return plan
  }

  /// Symbols with a row that is traded.
  var tradedSymbols: [Int] {
    let axis = frame.frame.axis
    return Set(tradedRanges.compactMap { axis.segmentIndex(ofRow: $0.lowerBound) }).sorted()
  }
}
