/// The folds of a walk put together: one out-of-sample prediction per row.
public struct WalkForward: Sendable {
  public let folds: [WalkFold]
  /// One value per row of the frame: the mean of the folds that held the row out; NaN in the others.
  public let prediction: [Double]
  /// The most often that a row was held out: the paths of a combinatorial scheme.
  public let pathCount: Int

  public init(_ folds: [WalkFold]) throws {
    guard let first = folds.first else { throw Failure("there is no fold") }
    let rows = first.dataset.axis.rowCount
    var sums = [Double](repeating: 0, count: rows)
    var counts = [Int](repeating: 0, count: rows)
    for fold in folds {
      for (row, value) in zip(fold.rows, fold.values) where !value.isNaN {
        sums[Int(row)] += value
        counts[Int(row)] += 1
      }
    }
    self.folds = folds
    prediction = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : .nan }
    pathCount = counts.max() ?? 0
  }

  public var dataset: Dataset { folds[0].dataset }

  /// Complete out-of-sample histories: path `j` has of every row the prediction of the `j`-th fold
  /// that held it out.
  ///
  /// - Source: López de Prado, "Advances in Financial Machine Learning" (2018), chapter 12.
  public var paths: [[Double]] {
    let rows = prediction.count
    var paths = (0..<pathCount).map { _ in [Double](repeating: .nan, count: rows) }
    var counts = [Int](repeating: 0, count: rows)
    for fold in folds {
      for (row, value) in zip(fold.rows, fold.values) where !value.isNaN {
        paths[counts[Int(row)]][Int(row)] = value
        counts[Int(row)] += 1
      }
    }
    return paths
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

  /// The scores of all held-out rows together; empty for classes, whose shares are not kept.
  public func pooled() throws -> [(name: String, value: Double)] {
    let label = try dataset.label(folds[0].evaluation.target)
    if case .category = label.target.kind { return [] }
    let axis = dataset.axis
    let rows = prediction.indices.filter { !prediction[$0].isNaN }
    let pairs = ScorePairs(
      predictions: rows.map { prediction[$0] }, truths: rows.map { label.values[$0] },
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
    let columns = try runs.map { try $0.outputs(on: nil)[0].values }
    let mean = columns[0].indices.map { row in
      columns.reduce(0) { $0 + $1[row] } / Double(columns.count)
    }
    var held = [Double](repeating: .nan, count: mean.count)
    for row in try whole.part(.test).rows { held[Int(row)] = mean[Int(row)] }
    return try Evaluation(predictions: held, part: .test, dataset: whole)
  }
}
