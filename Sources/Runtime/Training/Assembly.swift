/// Puts network and loss together into one graph and compiles it for a batch size.
struct Assembly: Sendable {
  let dataset: Dataset
  let network: Network
  let loss: Loss

  /// - Parameter constant: Replaces the prediction by this number, for the constant baseline.
  func graph(
    batch: Int, constant: Double? = nil
  ) throws -> (loss: Loss.Graph, prediction: Expression, updates: [StateUpdate]) {
    let shape = network.sampleShape(batch: batch)
    var output = try network.build(batch: batch)
    if let constant, let shares = try LabelStatistics.logShares(dataset) {
      let logit = try Expression.broadcast(
        .tensor(shares, shape: [shares.count]), axis: 0, count: batch)
      let code = try Expression.broadcast(
        Expression(constant: constant), to: [batch, shares.count])
      output = Network.Output(logit: logit, prediction: code)
    } else if let constant {
      let link = network.link
      output = Network.Output(
        logit: try .broadcast(Expression(constant: link.start(at: constant)), to: shape),
        prediction: try .broadcast(Expression(constant: constant), to: shape))
    }
    let context = LossContext(
      prediction: output.prediction, logit: output.logit,
      label: try .gathered(dataset.label().target.expression, shape: shape),
      shape: shape, frame: dataset.frame,
      options: Dictionary(
        loss.options.map { ($0.name, Expression(live: $0.name, value: $0.value)) },
        uniquingKeysWith: { $1 }))
    let graph = try loss.build(context)
    let values = try UnmaskedBatch.apply(to: [graph.value] + graph.tracks.map(\.value))
    let tracks = zip(graph.tracks, values.dropFirst()).map { (name: $0.name, value: $1) }
    return (Loss.Graph(values[0], tracks: tracks), output.prediction, output.updates)
  }

  private var parameters: [Expression] {
    get throws { try network.parameters.map { try .parameter($0.name, shape: $0.shape) } }
  }

  /// The columns that the loss gathers, to be computed over all rows.
  func columns() throws -> [Expression] {
    let value = try graph(batch: 1).loss.value
    return try Compiler.forward([ProgramOutput("loss", value)], parameters: parameters).columns
  }

  /// A program whose step trains on a batch.
  func trainingProgram(
    batch: Int, optimiser: OptimiserRecipe, precision: Precision = .float32
  ) throws -> Program {
    let graph = try graph(batch: batch)
    return try Compiler.training(
      loss: graph.loss.value, parameters: parameters, updates: graph.updates, optimiser: optimiser,
      precision: precision)
  }

  /// A program that gives `loss`, the tracks and `prediction` of a batch.
  func evaluationProgram(batch: Int, constant: Double? = nil) throws -> Program {
    let (loss, prediction, _) = try graph(batch: batch, constant: constant)
    let tracks = loss.tracks.map { ProgramOutput("track." + $0.name, $0.value) }
    return try Compiler.forward(
      [ProgramOutput("loss", loss.value), ProgramOutput("prediction", prediction)] + tracks,
      parameters: parameters)
  }

  /// A program that gives `prediction` alone.
  func predictionProgram(batch: Int) throws -> Program {
    try Compiler.forward(
      [ProgramOutput("prediction", network.build(batch: batch).prediction)],
      parameters: parameters)
  }
}
