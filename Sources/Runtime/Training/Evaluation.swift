/// Scores of predictions on one part, beside baselines on exactly the same rows.
public struct Evaluation: Sendable {
  /// A score of the model and of both baselines.
  public struct Line: Sendable, Equatable {
    public let name: String
    public let model: Double
    /// `lag(target, horizon)`: the latest label that is known at the row.
    public let persistence: Double
    /// The mean of the training labels, for yes/no labels the share of yes, of classes their shares.
    public let base: Double
  }

  public let part: PartName
  /// The target that is scored.
  public let target: String
  public let lines: [Line]
  /// Rows scored: with prediction, label and persistence.
  public let rows: Int
  /// Rows predicted whose persistence or label is missing.
  public let skipped: Int
  private let pairs: ScorePairs
  private let label: Dataset.Label
  private let scored: [Int]
  private let prior: [Double]?

  /// - Parameter predictions: One per row of the frame, NaN where there is none.
  /// - Throws: `Failure` when the dataset has no such part.
  public init(predictions: [Double], part: PartName, dataset: Dataset) throws {
    try self.init(predictions, shares: [], label: dataset.label(), part: part, dataset: dataset)
  }

  /// Scores one output of a network.
  public init(_ output: HeadPrediction, part: PartName, dataset: Dataset) throws {
    try self.init(
      output.values, shares: output.shares, label: dataset.label(output.target.name), part: part,
      dataset: dataset)
  }

  private init(
    _ predictions: [Double], shares: [[Double]], label: Dataset.Label, part name: PartName,
    dataset: Dataset
  ) throws {
    let axis = dataset.axis
    let lagged = Self.lagged(label.values, by: label.target.horizon, on: axis)
    let candidates = try dataset.part(name).rows.map { Int($0) }
    let predicted = candidates.filter { !predictions[$0].isNaN }
    let rows = predicted.filter { !label.values[$0].isNaN && !lagged[$0].isNaN }
    let constant = try LabelStatistics.constant(dataset, target: label.target.name)
    let priors = try LabelStatistics.logShares(dataset, target: label.target.name)?
      .map(LabelStatistics.share)
    let classes = shares.count
    let times = axis.ranksSymbols ? rows.map { axis.times[$0] } : []
    func pairs(_ value: (Int) -> Double, _ share: (Int, Int) -> Double) -> ScorePairs {
      ScorePairs(
        predictions: rows.map(value), truths: rows.map { label.values[$0] },
        shares: rows.flatMap { row in (0..<classes).map { share(row, $0) } }, classes: classes,
        times: times)
    }
    let model = pairs({ predictions[$0] }, { shares[$1][$0] })
    let persistence = pairs({ lagged[$0] }, { lagged[$0] == Double($1) ? 1 : 0 })
    let base = pairs({ _ in constant }, { _, code in priors?[code] ?? .nan })
    (self.pairs, self.label, scored, prior) = (model, label, rows, priors)
    part = name
    target = label.target.name
    let scores = ScoreCatalog.scores(for: label.target.kind, isPanel: axis.ranksSymbols)
    lines = scores.map { score in
      Line(
        name: score.name, model: score.value(of: model),
        persistence: score.value(of: persistence), base: score.value(of: base))
    }
    self.rows = rows.count
    skipped = predicted.count - rows.count
  }

  /// What scores leave out, of yes/no labels and of classes; nil for numbers.
  ///
  /// - Complexity: O(n classes log n), at every call.
  public var labels: LabelReport? {
    let names: [String]
    switch label.target.kind {
    case .number: return nil
    case .yesNo: names = ["no", "yes"]
    case .category(let labels): names = labels
    }
    let spans = scored.map { row in
      let bars = label.bars.map { $0[row] } ?? Double(label.target.horizon)
      return row + 1...row + max(1, Int(exactly: bars.rounded()) ?? 1)
    }
    return LabelReport(pairs, names: names, spans: spans, prior: prior)
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
