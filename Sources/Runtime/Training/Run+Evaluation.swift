extension Run {
  /// Scores of the kept weights on a part, beside two baselines on exactly the same rows.
  ///
  /// - Throws: `Failure` when the dataset has no such part.
  public func evaluation(on part: PartName) throws -> Evaluation {
    try Evaluation(
      predictions: predictions(on: part), part: part, dataset: dataset)
  }

  /// The loss and its tracks on a part, for the kept weights and the present loss options.
  ///
  /// - Throws: `Failure` when the dataset has no such part or the loss masks all of it.
  public func objective(
    on part: PartName
  ) throws -> (loss: Double, tracks: [EpochRecord.Figure], samples: SampleTable) {
    let table = try problem.samples(of: part)
    guard table.count > 0 else {
      throw Failure("\(problem.loss.name) masks every sample of part '\(part.rawValue)'")
    }
    var loss = problem.loss
    loss.options = state.lossOptions
    let assembly = Assembly(dataset: dataset, network: network, loss: loss)
    let evaluator = try PartEvaluator(table, network: network, values: problem.values) {
      try assembly.evaluationProgram(batch: $0)
    }
    let result = try evaluator.run(weights)
    return (result.loss, result.tracks, table)
  }
}
