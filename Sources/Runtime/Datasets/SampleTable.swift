/// The samples of one part for one model and loss.
///
/// A class, so that a training step that hands it on counts one reference and not one per list.
public final class SampleTable: Sendable {
  /// Frame rows per sample: 1, or the number of symbols.
  public let width: Int
  /// `rows[sample * width + symbol]`.
  public let rows: [Int32]
  /// The row of the model's source matrix per sample.
  public let positions: [Int32]
  /// Samples left out because their loss would read past the part.
  public let masked: Int
  /// Samples left out because the loss misses a number it needs.
  public let missing: Int

  /// `rows` and `positions` as batches read them.
  let rowNumbers: RowNumbers
  let positionNumbers: RowNumbers

  public var count: Int { positions.count }

  public init(width: Int, rows: [Int32], positions: [Int32], masked: Int, missing: Int) {
    self.width = width
    self.rows = rows
    self.positions = positions
    self.masked = masked
    self.missing = missing
    rowNumbers = RowNumbers(rows)
    positionNumbers = RowNumbers(positions)
  }
}
