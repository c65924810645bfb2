extension FeatureSet {
  /// True when a feature with `fit(...)` waits for its training rows.
  var needsFit: Bool { features.contains { $0.expression.awaitsTrainingRows } }

  /// The same features with the statistics of `fit(...)` taken from these rows, ascending.
  func fitted(on rows: [Range<Int>]) throws -> FeatureSet {
    let fitted = try features.map {
      Feature(name: $0.name, expression: try $0.expression.fitted(on: rows))
    }
    return try FeatureSet(name: name, frame: frame, features: fitted)
  }

  /// The same features fitted on the training rows of a split.
  ///
  /// Which rows are usable is found with statistics of all rows; whether a cell is missing does not
  /// depend on them.
  func fitted(
    targets: [Target], split: Split, values: ColumnEvaluator
  ) throws -> FeatureSet {
    guard needsFit else { return self }
    let everywhere = try fitted(on: [0..<frame.rowCount])
    let trial = try Dataset(everywhere, targets: targets, split: split, values: values)
    return try fitted(on: Self.ranges(of: trial.part(.train).rows))
  }

  /// Ascending rows as ranges.
  static func ranges(of rows: [Int32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for row in rows.map(Int.init).sorted() {
      if let last = ranges.last, last.upperBound == row {
        ranges[ranges.count - 1] = last.lowerBound..<row + 1
      } else {
        ranges.append(row..<row + 1)
      }
    }
    return ranges
  }
}
