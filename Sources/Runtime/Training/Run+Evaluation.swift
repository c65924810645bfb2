extension Run {
  /// Scores of the kept weights on a part, beside two baselines on exactly the same rows.
  ///
  /// - Throws: `Failure` when the dataset has no such part.
  public func evaluation(on part: PartName) throws -> Evaluation {
    try evaluations(on: part)[0]
  }

  /// The scores of every output, in the order of the network's heads.
  public func evaluations(on part: PartName) throws -> [Evaluation] {
    try outputs(on: part).map { try Evaluation($0, part: part, dataset: dataset) }
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
    let options = state.options
    let assembly = Assembly(
      dataset: dataset, network: network, loss: loss.settled, weights: problem.weights,
      isMasked: options.batching.isByDate)
    let evaluator = try PartEvaluator(
      table, network: network, values: problem.values,
      groups: options.batching.groups(of: table, axis: dataset.axis)
    ) {
      try assembly.evaluationProgram(batch: $0)
    }
    let result = try evaluator.run(weights)
    return (result.loss, result.tracks, table)
  }
}
