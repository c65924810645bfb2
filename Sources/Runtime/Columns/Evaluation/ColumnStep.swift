/// One column to write: a column operation, or a chain of pointwise operations.
struct ColumnStep: Sendable {
  private enum Work {
    case operation(any ColumnOperation)
    case chain(PointwiseChain)
  }

  let number: Int
  /// Numbers of the columns and scalars it reads.
  let inputs: [Int]
  /// One per row, or one for a scalar.
  let count: Int
  let axis: Axis
  /// Rows before a block that it reads to compute the block.
  let history: Int
  /// True when it needs all rows of its inputs at once.
  let isWhole: Bool
  /// True when each block goes on from the state that the block before has left.
  let isCarried: Bool
  private let work: Work

  /// Windows so long that blocks would mostly go back are computed over whole columns.
  private static let longestHistory = 1 << 15

  /// - Throws: `Failure` when a chain outgrows a kernel.
  init?(number: Int, plan: ColumnPlan, rank: [Int: Int]) throws {
    guard let node = plan.nodes[number] else { return nil }
    self.number = number
    let isColumn = node.expression.type.shape == .column
    let known =
      node.expression.type.axis
      ?? node.expression.inputs.lazy.compactMap(\.type.axis).first
    axis = known ?? Axis(times: [])
    count = isColumn ? axis.rowCount : 1
    if let operation = node.expression.operation as? any ColumnOperation {
      guard known != nil else { return nil }
      (inputs, work) = (node.inputs, .operation(operation))
      let back = operation.isPerSegment && isColumn ? operation.blockHistory : nil
      isCarried = operation is any RecursiveOperation && isColumn
      isWhole = !isCarried && (back ?? .max) > Self.longestHistory
      history = isWhole || isCarried ? 0 : back ?? 0
    } else {
      let chain = try PointwiseChain(root: number, plan: plan, rank: rank)
      (inputs, work) = (chain.inputs, .chain(chain))
      (isWhole, isCarried, history) = (!isColumn, false, 0)
    }
  }

  /// All rows.
  ///
  /// - Throws: `Interrupted`, or the operation's `Failure`.
  func evaluate(inputs: [[Double]]) throws -> [Double] {
    switch work {
    case .chain(let chain): return try chain.evaluate(inputs, count: count)
    case .operation(let operation):
      return try [Double](unsafeUninitializedCapacity: count) { output, written in
        try withBuffers(inputs) { buffers in
          for rows in operation.isPerSegment ? axis.segments.map(\.rows) : [0..<axis.rowCount] {
            try Interrupt.check()
            try operation.evaluate(
              ColumnTask(inputs: buffers, output: output, axis: axis, rows: rows))
          }
        }
        written = count
      }
    }
  }

  /// The same for a recursion, which goes on from a state and gives the next.
  ///
  /// - Throws: `Interrupted`, or the operation's `Failure`.
  func evaluate(
    _ inputs: [UnsafeBufferPointer<Double>], into output: UnsafeMutableBufferPointer<Double>,
    rows: Range<Int>, first: Int, carrying state: (any Sendable)?
  ) throws -> (any Sendable)? {
    guard case .operation(let operation) = work,
      let recursion = operation as? any RecursiveOperation
    else { return nil }
    let task = ColumnTask(inputs: inputs, output: output, axis: axis, rows: rows, first: first)
    return try recursion.evaluate(task, carrying: state)
  }

  /// Some rows of a segment that starts at row `first`; not for whole columns.
  ///
  /// - Throws: `Interrupted`, or the operation's `Failure`.
  func evaluate(
    _ inputs: [UnsafeBufferPointer<Double>], into output: UnsafeMutableBufferPointer<Double>,
    rows: Range<Int>, first: Int
  ) throws {
    switch work {
    case .chain(let chain): try chain.run(inputs, rows, into: output)
    case .operation(let operation):
      try operation.evaluate(
        ColumnTask(inputs: inputs, output: output, axis: axis, rows: rows, first: first))
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
