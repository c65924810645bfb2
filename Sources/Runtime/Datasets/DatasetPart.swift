/// A chronological part of a dataset: a span of known times and the rows in it that can be used.
public struct DatasetPart: Sendable {
  public let name: PartName
  /// Known times of the part's rows, nanoseconds UTC: `lower <= time < upper`.
  public let span: Range<Int64>
  /// Rows with all features and labels, in frame order, purge applied.
  public let rows: [Int32]
  /// Rows dropped because their label ends at or after the next part's start.
  public let purged: Int
  /// Per segment of the axis the last row in the span; -1 where the symbol has none.
  public let lastRows: [Int32]
  /// Labels of the first and last usable row, nanoseconds UTC; nil for an empty part.
  public let times: ClosedRange<Int64>?

  /// The rows whose value `lookahead` rows later still lies in this part, per symbol.
  ///
  /// - Complexity: O(1) per row.
  func allows(row: Int32, lookahead: Int, segment: Int) -> Bool {
    Int(row) + lookahead <= Int(lastRows[segment])
  }
}
