/// Puts network and loss together into one graph and compiles it for a batch size.
struct Assembly: Sendable {
  /// Network and loss of a batch.
  struct Graph {
    let loss: Loss.Graph
    /// In the order of the network's heads.
    let predictions: [ProgramOutput]
    let updates: [StateUpdate]
  }

  let dataset: Dataset
  let network: Network
  let loss: Loss
  /// Weighs the samples of a training; nil where all count the same.
  var weights: Expression?
  /// Whether batches may hold fewer samples than their program.
  var isMasked = false

  /// - Parameters:
  ///   - constants: Replace the predictions of the heads, for the constant baseline.
  ///   - isWeighed: Whether the weights enter sums and means: in a training.
  func graph(
    batch: Int, constants: [Double]? = nil, isWeighed: Bool = false
  ) throws -> Graph {
    let shape = network.sampleShape(batch: batch)
    let output = try network.build(batch: batch)
    let heads = try zip(network.heads, output.trained).enumerated().map { place, pair in
      try head(
        pair.0, constants.map { $0[place] }, output: pair.1, batch: batch, shape: shape)
    }
    var context = LossContext(
      heads[0], heads: heads, shape: shape, frame: dataset.frame,
      options: Dictionary(
        loss.options.map { ($0.name, Expression(live: $0.name, value: $0.value)) },
        uniquingKeysWith: { $1 }))
    context.weights = try weights.map { try .gathered($0, shape: shape) }
    let graph = try loss.build(context)
    let values = try SampleMask.apply(
      to: [graph.value] + graph.tracks.map(\.value), isInput: isMasked,
      weights: isWeighed && !loss.readsWeights ? weights : nil)
    let tracks = zip(graph.tracks, values.dropFirst()).map { (name: $0.name, value: $1) }
    return Graph(
      loss: Loss.Graph(values[0], tracks: tracks),
      predictions: zip(network.heads, heads).map { ProgramOutput($0.output, $1.prediction) },
      updates: output.updates)
  }

  /// An output with its label, the prediction replaced where there is a constant.
  private func head(
    _ head: NetworkHead, _ constant: Double?, output: NamedHead, batch: Int, shape: [Int]
  ) throws -> LossHead {
    let label = try dataset.label(of: head)
    let shares = try LabelStatistics.logShares(dataset, target: label.target.name)
    var (logit, prediction) = (output.logit, output.prediction)
    if constant != nil, let shares {
      logit = try .broadcast(.tensor(shares, shape: [shares.count]), axis: 0, count: batch)
      prediction = try .softmax(logit)
    } else if let constant {
      logit = try .broadcast(Expression(constant: head.link.start(at: constant)), to: shape)
      prediction = try .broadcast(Expression(constant: constant), to: shape)
    }
    return LossHead(
      name: head.name, prediction: prediction, logit: logit,
      label: try .gathered(label.target.expression, shape: shape),
      classShares: shares.map { $0.map(LabelStatistics.share) })
  }

  private var parameters: [Expression] {
    get throws { try network.parameters.map { try .parameter($0.name, shape: $0.shape) } }
  }

  /// The columns that the loss gathers, to be computed over all rows.
  func columns() throws -> [Expression] {
    let value = try graph(batch: 1, isWeighed: true).loss.value
    return try Compiler.forward([ProgramOutput("loss", value)], parameters: parameters).columns
  }

  /// A program whose step trains on a batch.
  func trainingProgram(
    batch: Int, optimiser: OptimiserRecipe, precision: Precision = .float32
  ) throws -> Program {
    let graph = try graph(batch: batch, isWeighed: true)
    var loss = try penalised(graph.loss.value)
    var state = graph.updates.map(\.value)
    if isMasked, !state.isEmpty {
      loss = try MaskedBatchNorm.apply(to: [loss], samples: batch)[0]
      state = try MaskedBatchNorm.apply(to: state, samples: batch, isState: true)
    }
    return try Compiler.training(
      loss: loss, parameters: parameters,
      updates: zip(graph.updates, state).map { StateUpdate($0.parameter, to: $1) },
      optimiser: optimiser, precision: precision)
  }

  /// The loss with `l2 Σ w²` of the layers that ask for it.
  private func penalised(_ loss: Expression) throws -> Expression {
    var sum = loss
    for parameter in network.parameters where parameter.l2 > 0 {
      let weight = try Expression.parameter(parameter.name, shape: parameter.shape)
      sum = try .add(
        sum, .multiply(.sum(.square(weight)), Expression(constant: parameter.l2)))
    }
    return sum
  }

  /// A program that gives `loss`, the tracks and the predictions of a batch.
  func evaluationProgram(batch: Int, constants: [Double]? = nil) throws -> Program {
    let graph = try graph(batch: batch, constants: constants)
    let tracks = graph.loss.tracks.map { ProgramOutput("track." + $0.name, $0.value) }
    return try Compiler.forward(
      [ProgramOutput("loss", graph.loss.value)] + graph.predictions + tracks,
      parameters: parameters)
  }

  /// A program that gives the predictions alone.
  func predictionProgram(batch: Int) throws -> Program {
    let trained = try network.build(batch: batch).trained
    return try Compiler.forward(
      zip(network.heads, trained).map { ProgramOutput($0.output, $1.prediction) },
      parameters: parameters)
  }
}
