import Runtime

/// Strategies that anybody could have traded on the same bars at the same costs.
struct SimpleRivals {
  let plan: TradingPlan
  let terms: Execution
  let session: Session

  /// Bars that momentum looks back.
  static let lookback = 20

  /// The books by name; predictions of baselines only where there was a training.
  func books() throws -> [(name: String, book: Book)] {
    var books = [
      ("buy and hold", try trade(weights: buyAndHold)),
      ("sign of the last \(Self.lookback) bars", try trade(weights: momentum)),
    ]
    guard case .runs(let runs, let part) = plan.source, let run = runs.first?.run else {
      return books
    }
    let outputs = try RunEnsemble(runs.map(\.run)).outputs(on: part)
    for (name, baseline) in [
      ("same rule, persistence", BaselinePrediction.persistence),
      ("same rule, training mean", .mean),
    ] {
      let heads = try outputs.map { try baseline.prediction(like: $0, on: run.dataset) }
      var own = plan
      own.prediction = PredictionRecord.value(of: heads, on: run.dataset.frame)
      books.append((name, try own.run(in: session)))
    }
    return books
  }

  private func trade(weights: [Double]) throws -> Book {
    let axis = plan.frame.frame.axis
    var own = TradingPlan(
      prediction: .series(
        SeriesValue(
          Expression(column: .numbers(weights), name: "w", axis: axis), name: "w",
          frame: plan.frame.frame)),
      rule: nil, frame: plan.frame, ranges: plan.ranges, options: [:], steepness: nil,
      title: plan.title, part: plan.part, source: plan.source)
    for name in ["fill", "delay", "borrow", "funding", "per"] {
      own.options[name] = plan.options[name]
    }
    own.options["cost"] = .number(terms.taker + terms.slippage)
    return try own.run(in: session)
  }

  /// An equal part of every symbol at its first bar, held.
  private var buyAndHold: [Double] {
    var weights = [Double](repeating: .nan, count: plan.frame.frame.axis.rowCount)
    let ranges = plan.tradedRanges
    let share = 1 / Double(max(1, plan.tradedSymbols.count))
    for range in ranges { weights[range.lowerBound] = share }
    return weights
  }

  private var momentum: [Double] {
    let frame = plan.frame.frame
    var weights = [Double](repeating: .nan, count: frame.axis.rowCount)
    guard let place = frame.index(of: "close") else { return weights }
    let close = frame.fields[place].column.values
    let share = 1 / Double(max(1, plan.tradedSymbols.count))
    for segment in frame.axis.segments {
      for row in segment.rows.dropFirst(Self.lookback) {
        let change = close[row] - close[row - Self.lookback]
        weights[row] = change.isNaN ? .nan : change > 0 ? share : change < 0 ? -share : 0
      }
    }
    return weights
  }
}
