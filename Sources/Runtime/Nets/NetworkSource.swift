/// A matrix of fixed numbers from which batches gather rows.
public struct NetworkSource: Sendable {
  public let name: String
  public let width: Int
  /// One copy for all programs that read it.
  let matrix: SourceMatrix
  /// Which rows a sample reads, relative to its position; the latest last.
  public let offsets: [Int]
  /// Whether the gathered rows lie in the order of time, row `step * batch + sample`; else the rows
  /// of a sample lie together.
  public let isTimeMajor: Bool
  /// The name of the row index of this source.
  public var index: String { name + ".rows" }

  /// - Parameter values: Row-major.
  /// - Throws: `Failure` when the values do not make rows of `width`.
  public init(
    name: String, width: Int, values: [Float], offsets: [Int] = [0], isTimeMajor: Bool = false
  ) throws {
    self.name = name
    self.width = width
    self.offsets = offsets
    self.isTimeMajor = isTimeMajor
    matrix = try SourceMatrix(values, columns: width)
  }

  /// The rows of a batch: `[batch * offsets, width]`, or `[offsets, batch, width]` in the order of
  /// time.
  func gather(batch: Int) throws -> Expression {
    let rows = try Expression.gatherRows(
      source: name, width: width, count: batch * offsets.count, index: index)
    return isTimeMajor ? try .reshape(rows, [offsets.count, batch, width]) : rows
  }
}
