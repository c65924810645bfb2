extension Run {
  /// Predictions of the kept weights, one per row of the frame; NaN where there is none.
  ///
  /// - Parameter part: The rows of a part, or nil for every row whose features are there, labelled
  ///   or not.
  /// - Throws: `Failure` when the dataset has no such part.
  public func predictions(on part: PartName? = nil) throws -> [Double] {
    try outputs(on: part).first?.values ?? []
  }
}

extension Run {
  /// What every output says of the rows of another frame, by the same formulas, scale and weights.
  ///
  /// - Throws: `Failure` naming the columns or symbols that the frame lacks.
  public func outputs(scoring frame: Frame, values: ColumnEvaluator) throws -> [HeadPrediction] {
    guard let recipe = network.recipe else { throw Failure("\(name) has no recipe") }
    let dataset = try dataset.scoring(frame, values: values)
    let moved = try recipe.network(for: dataset).replacing(head: network.constants)
    return try Predictor(network: moved, weights: weights, dataset: dataset).outputs()
  }

  /// What every output says, per row of the frame; see `predictions(on:)`.
  public func outputs(on part: PartName? = nil) throws -> [HeadPrediction] {
    let weights = weights
    return try predicted.outputs(on: part, weights: weights) {
      try Predictor(network: network, weights: weights, dataset: dataset).outputs(on: part)
    }
  }
}

/// A network with weights, applied to the rows of its dataset.
public struct Predictor: Sendable {
  let network: Network
  let weights: [Float]
  let dataset: Dataset

  /// Predictions of the first output per row of the frame; NaN where there is none.
  public func predictions(on part: PartName? = nil) throws -> [Double] {
    try outputs(on: part).first?.values ?? []
  }

  /// Predictions of every output.
  public func outputs(on part: PartName? = nil) throws -> [HeadPrediction] {
    let table =
      try part.map { name in
        network.space.samples(of: try dataset.part(name), in: dataset, lookahead: 0)
      } ?? network.space.all
    let targets = try network.heads.map { try dataset.label(of: $0).target }
    let rows = dataset.axis.rowCount
    guard table.count > 0 else {
      return zip(network.heads, targets).map { head, target in
        HeadPrediction(PartEvaluator.HeadResult(head: head), target: target, rows: [], of: rows)
      }
    }
    let assembly = Assembly(dataset: dataset, network: network, loss: .mse)
    let evaluator = try PartEvaluator(
      table, network: network, values: ColumnEvaluator(),
      compile: assembly.predictionProgram(batch:))
    let result = try evaluator.run(weights)
    return zip(result.heads, targets).map { head, target in
      HeadPrediction(head, target: target, rows: table.rows, of: rows)
    }
  }
}
