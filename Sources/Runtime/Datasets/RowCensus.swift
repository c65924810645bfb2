/// How many rows a dataset cannot use, and why; each row counts once, by its first reason.
public struct RowCensus: Sendable, Equatable {
  /// All rows of the frame.
  public var rows = 0
  /// Rows at the start of a symbol before its features have the history they need.
  public var warmUp = 0
  /// Later rows with a missing feature.
  public var missingFeature = 0
  /// Rows at the end of a symbol whose label lies beyond the data.
  public var labelHorizon = 0
  /// Other rows without a label.
  public var missingLabel = 0
  /// Rows of symbols without a single row to train on.
  public var lateSymbols = 0
  /// Rows dropped because their label ends in the next part.
  public var purged = 0
  /// Rows dropped because they follow a held-out block too closely.
  public var embargoed = 0
  /// Usable rows that lie in no part.
  public var outside = 0

  /// `warm-up 21, missing 3, label horizon 4, purged 8`; empty when nothing was dropped.
  public var summary: String {
    let reasons = [
      ("warm-up", warmUp), ("missing", missingFeature), ("label horizon", labelHorizon),
      ("missing label", missingLabel), ("symbols listed too late", lateSymbols),
      ("purged", purged), ("embargo", embargoed), ("outside the parts", outside),
    ]
    return reasons.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// Counts the unusable rows and tells which can be used.
  static func take(
    axis: Axis, complete: [Bool], labelled: [Bool], horizon: Int
  ) -> (census: RowCensus, usable: [Bool]) {
    var census = RowCensus(rows: axis.rowCount)
    var usable = [Bool](repeating: false, count: axis.rowCount)
    for segment in axis.segments {
      let first = segment.rows.first { complete[$0] } ?? segment.rows.upperBound
      census.warmUp += first - segment.rows.lowerBound
      for row in first..<segment.rows.upperBound {
        if !complete[row] {
          census.missingFeature += 1
        } else if labelled[row] {
          usable[row] = true
        } else if row + horizon >= segment.rows.upperBound {
          census.labelHorizon += 1
        } else {
          census.missingLabel += 1
        }
      }
    }
    return (census, usable)
  }

  private init(rows: Int) { self.rows = rows }

  public init() {}
}
