extension Run {
  /// Predictions of the kept weights, one per row of the frame; NaN where there is none.
  ///
  /// - Parameter part: The rows of a part, or nil for every row whose features are there, labelled
  ///   or not.
  /// - Throws: `Failure` when the dataset has no such part.
  public func predictions(on part: PartName? = nil) throws -> [Double] {
    try Predictor(network: network, weights: weights, dataset: dataset).predictions(on: part)
  }
}

/// A network with weights, applied to the rows of its dataset.
public struct Predictor: Sendable {
  let network: Network
  let weights: [Float]
  let dataset: Dataset

  /// Predictions per row of the frame; NaN where there is none.
  public func predictions(on part: PartName? = nil) throws -> [Double] {
    let table =
      try part.map { name in
        network.space.samples(of: try dataset.part(name), in: dataset, lookahead: 0)
      } ?? network.space.all
    var output = [Double](repeating: .nan, count: dataset.axis.rowCount)
    guard table.count > 0 else { return output }
    let assembly = Assembly(dataset: dataset, network: network, loss: .mse)
    let evaluator = try PartEvaluator(
      table, network: network, values: ColumnEvaluator(),
      compile: assembly.predictionProgram(batch:))
    let result = try evaluator.run(weights)
    for (row, value) in zip(table.rows, result.predictions) { output[Int(row)] = value }
    return output
  }
}
