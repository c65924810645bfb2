/// A matrix of fixed numbers from which batches gather rows.
public struct NetworkSource: Sendable {
  public let name: String
  public let width: Int
  /// Row-major.
  public let values: [Float]
  /// Which rows a sample reads, relative to its position; the latest last.
  public let offsets: [Int]
  /// The name of the row index of this source.
  public var index: String { name + ".rows" }

  public init(name: String, width: Int, values: [Float], offsets: [Int] = [0]) {
    self.name = name
    self.width = width
    self.values = values
    self.offsets = offsets
  }

  /// The rows of a batch: `[batch * offsets, width]`.
  func gather(batch: Int) throws -> Expression {
    try .gatherRows(source: name, width: width, count: batch * offsets.count, index: index)
  }
}
