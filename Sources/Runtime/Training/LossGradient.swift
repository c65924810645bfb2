/// Checks the gradient of a loss with respect to its predictions on training rows of a dataset.
public struct LossGradient {
  private let loss: Loss
  private let dataset: Dataset
  private let values: ColumnEvaluator

  public init(loss: Loss, dataset: Dataset, values: ColumnEvaluator) {
    self.loss = loss
    self.dataset = dataset
    self.values = values
  }

  /// Central differences in float64 at predictions scattered around the labels.
  ///
  /// - Throws: `Failure` when no training row has all that the loss reads, or of the loss.
  /// - Complexity: four evaluations per sample.
  public func check(samples: Int) throws -> GradientCheck {
    let rows = try usableRows(count: samples)
    let label = try dataset.label()
    let (graph, prediction) = try graph(count: rows.count)
    let start =
      prediction.elementCount == rows.count
      ? rows.enumerated().map { scattered(label.values[Int($1)], place: $0) }
      : (0..<prediction.elementCount).map { scattered(1, place: $0) }
    return try GradientCheck.run(graph, parameters: [prediction], values: start) { executor in
      let program = executor.program
      for (index, column) in program.columns.enumerated() {
        try executor.bind(SourceMatrix(values.values(of: column), columns: 1), column: index)
      }
      if program.indices.contains(where: { $0.name == Expression.sampleIndex }) {
        try executor.setIndex(rows)
      }
      if let mask = BatchEngine.mask(of: program) {
        try executor.setInput(mask, rows.map { _ in 1 })
      }
    }
  }

  /// The loss of `count` predictions that stand in as a parameter.
  private func graph(count: Int) throws -> (loss: Expression, prediction: Expression) {
    let shape = [count]
    let shares = try LabelStatistics.logShares(dataset)
    let classes = shares?.count
    let prediction = try Expression.parameter("p", shape: shape + (classes.map { [$0] } ?? []))
    let context = LossContext(
      prediction: prediction, logit: prediction,
      label: try .gathered(dataset.label().target.expression, shape: shape),
      shape: shape, frame: dataset.frame,
      options: Dictionary(
        loss.options.map { ($0.name, Expression(live: $0.name, value: $0.value)) },
        uniquingKeysWith: { $1 }), classShares: shares?.map(LabelStatistics.share))
    return (try loss.build(context).value, prediction)
  }

  /// Training rows spread over the part on which the loss's columns are finite.
  private func usableRows(count: Int) throws -> [Int32] {
    let (graph, prediction) = try graph(count: 1)
    let columns = try Compiler.forward([ProgramOutput("loss", graph)], parameters: [prediction])
      .columns.map { try values.values(of: $0) }
    let part = try dataset.part(.train)
    let reach = graph.reach.lookahead
    var usable: [Int32] = []
    for (index, segment) in dataset.axis.segments.enumerated() {
      usable += part.rows.filter { row in
        segment.rows.contains(Int(row))
          && part.allows(row: row, lookahead: reach, segment: index)
          && columns.allSatisfy { $0[Int(row)].isFinite }
      }
    }
    guard !usable.isEmpty else {
      throw Failure("no training row has all that loss '\(loss.name)' reads")
    }
    let step = max(1, usable.count / count)
    return Array(stride(from: 0, to: usable.count, by: step).map { usable[$0] }.prefix(count))
  }

  /// A number within a fifth of the label; no two are equal.
  private func scattered(_ label: Double, place: Int) -> Double {
    let turn = (Double(place) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
    let base = abs(label) > 1e-12 ? label : 0.5
    return base * (0.8 + 0.4 * turn)
  }
}
