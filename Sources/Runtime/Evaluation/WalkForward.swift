/// The folds of a walk put together: one out-of-sample prediction per row.
public struct WalkForward: Sendable {
  public let folds: [WalkFold]
  /// The mean of the folds that held each row out, over the rows of the frame; NaN in the others.
  public let output: HeadPrediction
  /// The most often that a row was held out: the paths of a combinatorial scheme.
  public let pathCount: Int

  public init(_ folds: [WalkFold]) throws {
    guard let first = folds.first else { throw Failure("there is no fold") }
    self.folds = folds
    output = try Self.joined(folds, path: nil)
    var counts = [Int](repeating: 0, count: first.dataset.axis.rowCount)
    for row in folds.flatMap(\.rows) { counts[Int(row)] += 1 }
    pathCount = counts.max() ?? 0
  }

  /// One value per row of the frame: a number, a probability, or of classes the most probable.
  public var prediction: [Double] { output.values }

  /// - Parameter path: Takes of every row the prediction of the fold of that number that held it out; nil
  ///   the mean of all.
  private static func joined(_ folds: [WalkFold], path: Int?) throws -> HeadPrediction {
    let dataset = folds[0].dataset
    let rows = dataset.axis.rowCount
    let classes = folds.map(\.shares.count).min() ?? 0
    var seen = [Int](repeating: 0, count: rows)
    var counts = seen
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: rows), count: max(1, classes))
    for fold in folds {
      for (place, row) in fold.rows.enumerated() where !fold.values[place].isNaN {
        let row = Int(row)
        defer { seen[row] += 1 }
        guard path == nil || seen[row] == path else { continue }
        counts[row] += 1
        if classes == 0 { sums[0][row] += fold.values[place] }
        for code in 0..<classes { sums[code][row] += fold.shares[code][place] }
      }
    }
    let means = sums.map { zip($0, counts).map { $1 > 0 ? $0 / Double($1) : .nan } }
    let target = try dataset.label(folds[0].evaluation.target).target
    return classes > 0
      ? HeadPrediction(target: target, shares: means)
      : HeadPrediction(target: target, values: means[0], shares: [])
  }

  public var dataset: Dataset { folds[0].dataset }

  /// Complete out-of-sample histories: path `j` has of every row the prediction of the `j`-th fold
  /// that held it out.
  ///
  /// - Source: López de Prado, "Advances in Financial Machine Learning" (2018), chapter 12.
  public func paths() throws -> [HeadPrediction] {
    try (0..<pathCount).map { try Self.joined(folds, path: $0) }
  }

  /// The rows that were held out, symbol by symbol, stretches that touch as one.
  public var ranges: [Range<Int>] {
    let axis = dataset.axis
    let spans = folds.flatMap { fold in (try? fold.dataset.part(.test).spans) ?? [] }
    let all = spans.flatMap { Backtest.ranges(knownIn: $0, on: axis) }
      .sorted { $0.lowerBound < $1.lowerBound }
    let starts = Set(axis.segments.map(\.rows.lowerBound))
    return all.reduce(into: []) { joined, range in
      if let last = joined.last, range.lowerBound <= last.upperBound,
        !starts.contains(range.lowerBound)
      {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }

  /// Mean and spread over the folds of every score.
  public var spreads: [FigureSpread] {
    folds[0].evaluation.lines.map { line in
      FigureSpread(line.name, folds.map { $0.evaluation[line.name]?.model ?? .nan })
    }
  }

  /// The scores of all held-out rows together.
  public func pooled() throws -> [(name: String, value: Double)] {
    let label = try dataset.label(output.target.name)
    let axis = dataset.axis
    let rows = prediction.indices.filter { !prediction[$0].isNaN }
    let classes = output.shares.count
    if case .category = label.target.kind, classes == 0 { return [] }
    let pairs = ScorePairs(
      predictions: rows.map { prediction[$0] }, truths: rows.map { label.values[$0] },
      shares: rows.flatMap { row in output.shares.map { $0[row] } }, classes: classes,
      times: axis.ranksSymbols ? rows.map { axis.times[$0] } : [])
    return ScoreCatalog.scores(for: label.target.kind, isPanel: axis.ranksSymbols).map { score in
      (name: score.name, value: score.value(of: pairs))
    }
  }

  /// The scores of the mean of all folds' trainings on a part that no fold has seen.
  ///
  /// - Parameter whole: The same features and target with that part as `test`.
  public func holdout(_ whole: Dataset) throws -> Evaluation {
    let runs = folds.flatMap(\.runs)
    guard !runs.isEmpty else { throw Failure("the folds have no trainings to predict with") }
    let outputs = try runs.map { try $0.outputs(on: nil)[0] }
    return try Evaluation(HeadPrediction(meanOf: outputs), part: .test, dataset: whole)
  }
}
