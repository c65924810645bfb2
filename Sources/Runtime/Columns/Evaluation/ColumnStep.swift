/// One column to write: a leaf, a column operation, or a chain of pointwise operations.
struct ColumnStep: Sendable {
  private enum Work {
    case leaf([Double])
    case operation(any ColumnOperation, Axis)
    case chain(PointwiseChain)
  }

  let number: Int
  /// Numbers of the columns and scalars it reads.
  let inputs: [Int]
  /// One per row, or one for a scalar.
  let count: Int
  private let work: Work

  init?(number: Int, plan: ColumnPlan, rank: [Int: Int]) throws {
    guard let node = plan.nodes[number] else { return nil }
    self.number = number
    let axis = node.expression.type.axis
    count = node.expression.type.shape == .column ? axis?.rowCount ?? 0 : 1
    switch node.expression.operation {
    case let leaf as ColumnLeaf:
      (inputs, work) = ([], .leaf(leaf.column.values))
    case let operation as any ColumnOperation:
      guard let axis = axis ?? node.expression.inputs.lazy.compactMap(\.type.axis).first else {
        return nil
      }
      (inputs, work) = (node.inputs, .operation(operation, axis))
    case is any PointwiseOperation:
      let chain = try PointwiseChain(root: number, plan: plan, rank: rank)
      (inputs, work) = (chain.inputs, .chain(chain))
    default:
      (inputs, work) = ([], .leaf([node.expression.staticValue ?? .nan]))
    }
  }

  /// - Throws: `Interrupted`, or the operation's `Failure`.
  func evaluate(inputs: [[Double]]) throws -> [Double] {
    switch work {
    case .leaf(let values): return values
    case .chain(let chain): return try chain.evaluate(inputs, count: count)
    case .operation(let operation, let axis):
      return try [Double](unsafeUninitializedCapacity: count) { output, written in
        try withBuffers(inputs) { buffers in
          for rows in operation.isPerSegment ? axis.segments.map(\.rows) : [0..<axis.rowCount] {
            try Interrupt.check()
            try operation.evaluate(
              ColumnTask(
                inputs: buffers, output: output, axis: axis, rows: rows)
            )
          }
        }
        written = count
      }
    }
  }
}

/// The storage of several arrays at once, without copying.
func withBuffers<Result>(
  _ arrays: [[Double]], _ opened: [UnsafeBufferPointer<Double>] = [],
  _ body: ([UnsafeBufferPointer<Double>]) throws -> Result
) rethrows -> Result {
  guard opened.count < arrays.count else { return try body(opened) }
  return try arrays[opened.count].withUnsafeBufferPointer {
    try withBuffers(arrays, opened + [$0], body)
  }
}
