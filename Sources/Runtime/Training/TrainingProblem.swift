/// What a training works on, fixed for its whole life: dataset, network, loss and samples.
public final class TrainingProblem: Sendable {
  public let dataset: Dataset
  public let network: Network
  public let loss: Loss
  /// Rows after a sample that label and loss read.
  public let lookahead: Int
  public let training: SampleTable
  /// nil without a validation part.
  public let validation: SampleTable?
  /// What was masked or left out, one sentence each.
  public let notes: [String]
  let values: ColumnEvaluator
  /// What each sample counts in the training; nil where all count the same.
  let weights: Expression?
  /// By training sample what a curriculum goes by; nil without one.
  let curriculum: [Double]?

  /// - Parameters:
  ///   - weights: A series of 0 or more; rows without a weight are left out.
  ///   - curriculum: A series that is low where a sample is easy.
  /// - Throws: `Failure` of the loss, for weights below 0, or when no training sample is left.
  public init(
    dataset: Dataset, network: Network, loss: Loss, values: ColumnEvaluator,
    weights: Expression? = nil, curriculum: Expression? = nil
  ) throws {
    self.weights = weights
    for (name, series) in [("sample_weight", weights), ("curriculum", curriculum)] {
      guard let axis = series?.type.axis, axis !== dataset.axis else { continue }
      throw Failure(
        "\(name) lies on another frame than the dataset", culprit: .parameter(name))
    }
    self.dataset = dataset
    self.network = network
    self.loss = loss
    self.values = values
    let assembly = Assembly(
      dataset: dataset, network: network, loss: loss, weights: weights)
    guard network.heads.count <= 1 || network.space.kind != .date else {
      throw Failure("a network of dates has one output")
    }
    let graph = try assembly.graph(batch: 1).loss
    let reaches = ([graph.value] + graph.tracks.map(\.value)).map(\.reach.lookahead)
    let lookahead = reaches.max() ?? 0
    self.lookahead = lookahead
    let present = try Self.present(assembly.columns(), rows: dataset.axis.rowCount, values)
    func table(_ part: DatasetPart) -> SampleTable {
      network.space.samples(of: part, in: dataset, lookahead: lookahead, present: present)
    }
    let training = table(try dataset.part(.train))
    self.training = training
    guard training.count > 0 else { throw Failure.noSamples(training, loss, lookahead) }
    let part = dataset.parts.first { $0.name == .validation }
    let found = part.map(table)
    validation = found.flatMap { $0.count > 0 ? $0 : nil }
    self.curriculum = try curriculum.map { series in
      let cells = try values.values(of: series)
      return (0..<training.count).map { sample in
        let value = cells[Int(training.rows[sample * training.width])]
        return value.isNaN ? .infinity : value
      }
    }
    if let weights {
      let cells = try values.values(of: weights)
      guard training.rows.allSatisfy({ cells[Int($0)] >= 0 }) else {
        throw Failure("sample_weight is below 0", culprit: .parameter("sample_weight"))
      }
    }
    notes =
      network.space.notes
      + Self.notes(training, "train", loss, lookahead)
      + (found.map { Self.notes($0, "val", loss, lookahead) } ?? [])
  }

  /// What a step of the training is compiled to for a batch size.
  ///
  /// - Throws: `Failure` when there are fewer training samples than the batch has.
  public func program(
    batch: Int, optimiser: OptimiserRecipe.Rule = .adamW
  ) throws -> Program {
    guard batch <= training.count else {
      throw Failure(
        "a batch of \(batch) is more than the \(training.count) training samples",
        culprit: .parameter("batch"))
    }
    return try Assembly(dataset: dataset, network: network, loss: loss, weights: weights)
      .trainingProgram(batch: batch, optimiser: OptimiserRecipe(optimiser))
  }

  /// The samples of a part for this loss.
  public func samples(of name: PartName) throws -> SampleTable {
    let assembly = Assembly(
      dataset: dataset, network: network, loss: loss, weights: weights)
    return network.space.samples(
      of: try dataset.part(name), in: dataset, lookahead: lookahead,
      present: try Self.present(assembly.columns(), rows: dataset.axis.rowCount, values))
  }

  /// False in rows in which a column of the loss is missing; nil when it reads none.
  private static func present(
    _ columns: [Expression], rows: Int, _ values: ColumnEvaluator
  ) throws -> [Bool]? {
    guard !columns.isEmpty else { return nil }
    var present = [Bool](repeating: true, count: rows)
    for column in columns {
      let cells = try values.values(of: column)
      for row in present.indices where row < cells.count && !cells[row].isFinite {
        present[row] = false
      }
    }
    return present
  }

  private static func notes(
    _ table: SampleTable, _ part: String, _ loss: Loss, _ lookahead: Int
  ) -> [String] {
    var notes: [String] = []
    if table.masked > 0 {
      let count = NumberFormat.count(table.masked)
      notes.append(
        "\(part): \(count) samples masked, \(loss.name) reads \(lookahead) bars ahead, past the part"
      )
    }
    if table.missing > 0 {
      let count = NumberFormat.count(table.missing)
      notes.append("\(part): \(count) samples left out, \(loss.name) misses a number there")
    }
    return notes
  }
}

extension Failure {
  fileprivate static func noSamples(
    _ table: SampleTable, _ loss: Loss, _ lookahead: Int
  ) -> Failure {
    Failure(
      "no training sample is left: \(table.masked) masked because \(loss.name) reads "
        + "\(lookahead) bars ahead, \(table.missing) miss a number")
  }
}
