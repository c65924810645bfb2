/// The spans of known times of one fold.
struct FoldSpans {
  let train: [Range<Int64>]
  /// The end of the training times, for early stopping; nil where the held-out block is `val`.
  let inner: [Range<Int64>]?
  let held: [Range<Int64>]
  let test: Range<Int64>?
  /// The last time under embargo after a block whose labels end at a time.
  let embargo: (Int64) -> Int64
}

/// What is cut off for the last look before folds are made.
public enum FoldTest: Sendable {
  case none
  /// The newest share of the usable times.
  case share(Double)
  /// Labels of the first and last row, nanoseconds UTC; folds end before it.
  case range(ClosedRange<Int64>)
}

extension Dataset {
  /// A dataset per fold, in the order of the scheme: parts `train`, `val` and, where one is cut off,
  /// the same `test`.
  ///
  /// Folds share features and labels; statistics of `fit(...)` are taken anew from each fold's
  /// training rows.
  /// - Parameter inner: The share of each fold's training times, its latest, that becomes `val`, 0
  ///   for none; the held-out block is then `test`, and the test part is in no fold. nil makes the
  ///   held-out block `val`.
  /// - Throws: `Failure` when a label lies on another frame, or a fold's part holds no usable row.
  /// - Complexity: O(folds x rows).
  public static func folds(
    _ features: FeatureSet, targets: [Target], scheme: FoldScheme, test: FoldTest = .none,
    inner: Double? = nil, values: ColumnEvaluator
  ) throws -> [Dataset] {
    let everywhere =
      features.needsFit ? try features.fitted(on: [0..<features.frame.rowCount]) : features
    let columns = FeatureColumn.expand(everywhere)
    let matrix = try FeatureMatrix.unscaled(set: everywhere, columns: columns, values: values)
    try matrix.checkRows(of: everywhere, values: values)
    let all = [0..<features.frame.rowCount]
    let labels = try targets.map { target in
      try label(target.needsFit ? target.fitted(on: all) : target, on: features.frame, values)
    }
    let maker = try FoldMaker(
      axis: features.frame.axis, scheme: scheme, test: test, complete: matrix.isComplete,
      labels: labels)
    return try maker.divisions(inner: inner).map { division in
      let shared = Dataset(everywhere, columns, matrix, labels, division)
      guard features.needsFit || targets.contains(where: \.needsFit) else { return shared }
      let rows = FeatureSet.ranges(of: try shared.part(.train).rows)
      let own = try zip(targets, labels).map { target, label in
        target.needsFit
          ? try Self.label(target.fitted(on: rows), on: features.frame, values) : label
      }
      guard features.needsFit else { return Dataset(everywhere, columns, matrix, own, division) }
      let fitted = try features.fitted(on: rows)
      return Dataset(
        fitted, columns,
        try FeatureMatrix(set: fitted, columns: columns, scaler: nil, values: values), own,
        division)
    }
  }
}

/// Turns the places of a scheme's folds into spans of time.
private struct FoldMaker {
  let axis: Axis
  let scheme: FoldScheme
  let clock: [Int64]
  let usable: [Bool]
  let census: RowCensus
  let labels: LabelSpan
  /// Distinct usable times before the test part.
  let times: [Int64]
  let test: Range<Int64>?

  init(
    axis: Axis, scheme: FoldScheme, test: FoldTest, complete: [Bool], labels: [Dataset.Label]
  ) throws {
    self.labels = LabelSpan(labels, rows: axis.rowCount)
    (census, usable) = RowCensus.take(
      axis: axis, complete: complete, labelled: self.labels.isKnown,
      horizon: self.labels.horizon)
    var isDated = false
    if case .range = test { isDated = true }
    clock = Split.clock(of: axis, isDated: isDated || scheme.windows != nil)
    try Division.checkOrder(clock, axis)
    (self.axis, self.scheme) = (axis, scheme)
    let all = Split.distinct(clock, where: usable)
    self.test = try Self.span(of: test, times: all)
    let end = self.test?.lowerBound ?? .max
    times = all.filter { $0 < end }
  }

  private static func span(of test: FoldTest, times: [Int64]) throws -> Range<Int64>? {
    switch test {
    case .none: return nil
    case .share(let share):
      guard share > 0, share < 1 else {
        throw Failure(
          "test is to be a fraction of the rows, between 0 and 1", culprit: .parameter("test"))
      }
      let place = Int((Double(times.count) * (1 - share)).rounded())
      guard place > 0, place < times.count else {
        throw Failure("test holds no row, or all", culprit: .parameter("test"))
      }
      return times[place]..<Int64.max
    case .range(let range):
      let upper = range.upperBound == .max ? Int64.max : range.upperBound + 1
      return range.lowerBound..<max(upper, range.lowerBound)
    }
  }

  func divisions(inner: Double?) throws -> [Division] {
    let known = Split.distinct(clock, where: [Bool](repeating: true, count: clock.count))
    let bars = scheme.embargo ?? labels.horizon
    func embargo(after end: Int64) -> Int64 {
      let place = known.place(of: end) + bars
      return place < known.count ? known[place] : .max
    }
    return try scheme.folds(times).enumerated().map { index, fold in
      let cut = Self.cut(fold.train, keeping: inner ?? 0)
      let spans = FoldSpans(
        train: cut.train.map(span), inner: inner.map { _ in cut.inner.map(span) },
        held: fold.held.map(span), test: test, embargo: embargo)
      do {
        return try Division(
          axis: axis, clock: clock, usable: usable, census: census, labels: labels, fold: spans)
      } catch let failure as Failure {
        throw Failure("fold \(index + 1): \(failure.message)", culprit: failure.culprit)
      }
    }
  }

  /// Takes the latest share of blocks of times off.
  private static func cut(
    _ blocks: [Range<Int>], keeping share: Double
  ) -> (train: [Range<Int>], inner: [Range<Int>]) {
    var left = Int((Double(blocks.reduce(0) { $0 + $1.count }) * share).rounded())
    var (train, inner) = ([Range<Int>](), [Range<Int>]())
    for block in blocks.reversed() {
      let place = block.upperBound - min(left, block.count)
      left -= block.upperBound - place
      if place < block.upperBound { inner.insert(place..<block.upperBound, at: 0) }
      if block.lowerBound < place { train.insert(block.lowerBound..<place, at: 0) }
    }
    return (train, inner)
  }

  /// From the first time of a block to the first after it.
  private func span(_ block: Range<Int>) -> Range<Int64> {
    let end = block.upperBound < times.count ? times[block.upperBound] : test?.lowerBound ?? .max
    return times[block.lowerBound]..<end
  }
}

extension [Int64] {
  /// The place of the first number that is not below, in ascending numbers.
  func place(of number: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
