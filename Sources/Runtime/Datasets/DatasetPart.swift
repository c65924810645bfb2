/// A part of a dataset: spans of known times and the rows in them that can be used.
public struct DatasetPart: Sendable {
  public let name: PartName
  /// Known times of the part's rows, nanoseconds UTC: `lower <= time < upper`; ascending, apart.
  public let spans: [Range<Int64>]
  /// Rows with all features and labels, in frame order, purge and embargo applied.
  public let rows: [Int32]
  /// Rows dropped because their label reaches into a part that is to know nothing of them.
  public let purged: Int
  /// Rows dropped because they follow a held-out block too closely.
  public let embargoed: Int
  /// Per segment of the axis the last row in each span that has one.
  let lastRows: [[Int32]]
  /// By how many bars labels may reach past the part, where less than their horizon is purged.
  var slack = 0
  /// Whether it may be looked at only once it was opened, with every look counted.
  public internal(set) var isSealed = false
  /// Labels of the first and last usable row, nanoseconds UTC; nil for rows without time.
  public let times: ClosedRange<Int64>?

  /// From the first to the last of the spans.
  public var span: Range<Int64> {
    guard let first = spans.first, let last = spans.last else { return 0..<0 }
    return first.lowerBound..<last.upperBound
  }

  /// The rows whose value `lookahead` rows later still lies in the same span, per symbol.
  func allows(row: Int32, lookahead: Int, segment: Int) -> Bool {
    guard let last = lastRows[segment].first(where: { $0 >= row }) else { return false }
    return Int(row) + max(0, lookahead - slack) <= Int(last)
  }
}
