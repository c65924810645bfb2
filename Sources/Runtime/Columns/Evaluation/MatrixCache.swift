/// The matrices of features that were computed last, by the numbers of their columns.
struct MatrixCache {
  private let limit: Int
  /// The one used last at the end.
  private var kept: [(columns: [Int], matrix: FeatureMatrix)] = []

  init(limit: Int) { self.limit = limit }

  /// A kept matrix. Where none is, those that would not fit beside a large new one go first: two of
  /// a gigabyte are too many.
  mutating func matrix(_ columns: [Int]) -> FeatureMatrix? {
    if let place = kept.firstIndex(where: { $0.columns == columns }) {
      kept.append(kept.remove(at: place))
      return kept.last?.matrix
    }
    kept.removeAll { $0.matrix.bytes > limit / 2 }
    return nil
  }

  /// The newest is kept whatever its size; the oldest give way.
  mutating func store(_ matrix: FeatureMatrix, for columns: [Int]) {
    kept.append((columns, matrix))
    while kept.count > 1, kept.reduce(0, { $0 + $1.matrix.bytes }) > limit { kept.removeFirst() }
  }
}
