/// Scores of predictions on one part, beside baselines on exactly the same rows.
public struct Evaluation: Sendable {
  /// A score of the model and of both baselines.
  public struct Line: Sendable, Equatable {
    public let name: String
    public let model: Double
    /// `lag(target, horizon)`: the latest label that is known at the row.
    public let persistence: Double
    /// The mean of the training labels, for yes/no labels the share of yes, of classes the
    /// most frequent.
    public let base: Double
  }

  public let part: PartName
  public let lines: [Line]
  /// Rows scored: with prediction, label and persistence.
  public let rows: Int
  /// Rows predicted whose persistence or label is missing.
  public let skipped: Int

  /// - Parameter predictions: One per row of the frame, NaN where there is none.
  /// - Throws: `Failure` when the dataset has no such part.
  public init(predictions: [Double], part name: PartName, dataset: Dataset) throws {
    let label = try dataset.label()
    let lagged = Self.lagged(label.values, by: label.target.horizon, on: dataset.axis)
    let candidates = try dataset.part(name).rows.map { Int($0) }
    let predicted = candidates.filter { !predictions[$0].isNaN }
    let rows = predicted.filter { !label.values[$0].isNaN && !lagged[$0].isNaN }
    let constant = try LabelStatistics.constant(dataset)
    func pairs(_ value: (Int) -> Double) -> ScorePairs {
      ScorePairs(predictions: rows.map(value), truths: rows.map { label.values[$0] })
    }
    let model = pairs { predictions[$0] }
    let persistence = pairs { lagged[$0] }
    let base = pairs { _ in constant }
    part = name
    lines = ScoreCatalog.scores(for: label.target.kind).map { score in
      Line(
        name: score.name, model: score.value(of: model),
        persistence: score.value(of: persistence), base: score.value(of: base))
    }
    self.rows = rows.count
    skipped = predicted.count - rows.count
  }

  public subscript(_ score: String) -> Line? { lines.first { $0.name == score } }

  /// The value `bars` rows earlier of the same symbol; NaN where there is none.
  static func lagged(_ values: [Double], by bars: Int, on axis: Axis) -> [Double] {
    var output = [Double](repeating: .nan, count: values.count)
    for segment in axis.segments {
      for row in segment.rows.dropFirst(bars) { output[row] = values[row - bars] }
    }
    return output
  }
}
