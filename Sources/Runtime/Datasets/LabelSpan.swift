/// Which rows have all their labels, and how many bars after a row the last of them is known.
struct LabelSpan {
  let isKnown: [Bool]
  /// The most bars that any label reads ahead.
  let horizon: Int
  /// By row, where labels differ; a label without bars of its own counts with its horizon.
  private let bars: [Int]?
  /// What is purged instead, whatever the labels read.
  private let purge: Int?

  init(_ labels: [Dataset.Label], rows: Int, purge: Int? = nil) {
    self.purge = purge
    isKnown = (0..<rows).map { row in labels.allSatisfy { !$0.values[row].isNaN } }
    horizon = labels.map(\.target.horizon).max() ?? 0
    guard labels.contains(where: { $0.bars != nil }) else {
      bars = nil
      return
    }
    bars = (0..<rows).map { row in labels.map { $0.bars(of: row) }.max() ?? 0 }
  }

  func bars(of row: Int) -> Int { purge ?? bars?[row] ?? horizon }

  /// By how many bars labels may reach into the next part.
  var slack: Int { max(0, horizon - (purge ?? horizon)) }
}

extension Dataset.Label {
  /// Bars after which the label of a row is known.
  fileprivate func bars(of row: Int) -> Int {
    guard let bars, row < bars.count, let count = Int(exactly: bars[row].rounded()) else {
      return target.horizon
    }
    return min(max(0, count), target.horizon)
  }
}
