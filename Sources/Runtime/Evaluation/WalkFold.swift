/// One fold of a walk: what was predicted of the rows it held out, and how well.
public struct WalkFold: Sendable {
  public let dataset: Dataset
  /// Rows of the frame that were held out, and the prediction of each.
  public let rows: [Int32]
  public let values: [Double]
  /// Of classes the probabilities on these rows, by class; else empty.
  let shares: [[Double]]
  /// Scores on them, beside the baselines.
  public let evaluation: Evaluation
  /// The trainings of the fold.
  public let runs: [Run]

  /// Predictions of trainings, their mean where there are several.
  ///
  /// - Throws: `Failure` when the runs differ in dataset or outputs.
  public init(_ runs: [Run]) throws {
    let output = try RunEnsemble(runs).outputs(on: .test)
    let dataset = runs[0].dataset
    let rows = try dataset.part(.test).rows
    self.dataset = dataset
    self.rows = rows
    self.runs = runs
    values = rows.map { output[0].values[Int($0)] }
    shares = output[0].shares.map { column in rows.map { column[Int($0)] } }
    evaluation = try Evaluation(output[0], part: .test, dataset: dataset)
  }

  /// Predictions as a column over all rows of the frame.
  ///
  /// - Throws: `Failure` when the column has other rows than the fold's frame.
  public init(_ column: [Double], of dataset: Dataset) throws {
    guard column.count == dataset.axis.rowCount else {
      throw Failure("the block ends with a series of other rows than the fold's")
    }
    let rows = try dataset.part(.test).rows
    var held = [Double](repeating: .nan, count: column.count)
    for row in rows { held[Int(row)] = column[Int(row)] }
    self.dataset = dataset
    self.rows = rows
    runs = []
    values = rows.map { column[Int($0)] }
    shares = []
    evaluation = try Evaluation(predictions: held, part: .test, dataset: dataset)
  }
}
