/// What a node of the graph does, with its static arguments bound.
///
/// The families refine it: `PointwiseOperation` (one micro-operation, columns and tensors alike),
/// `ColumnOperation` (reads other rows: shifts, windows, cross-sections) and the engine's
/// `TensorOperation` (products, reductions, layers).
public protocol Operation: Sendable {
  /// Identity for common sub-expressions and caches: operator and static arguments, not inputs.
  var key: String { get }

  /// The static type of the result.
  ///
  /// - Throws: `Failure` naming operator and shapes.
  func type(of inputs: [Expression]) throws -> ValueType

  /// Which rows the result reads. The default is the union of the inputs'.
  func reach(of inputs: [Expression]) -> Reach

  /// The adjoint of each input given the adjoint `seed` of the result; nil where no gradient flows.
  ///
  /// Gradient rules build graph, so the same compiler serves backward and forward.
  /// - Throws: `Failure` when the operation has no gradient (the default).
  func gradient(of node: Expression, seed: Expression) throws -> [Expression?]
}

extension Operation {
  public func reach(of inputs: [Expression]) -> Reach {
    inputs.dropFirst().reduce(inputs.first?.reach ?? Reach()) { $0.union($1.reach) }
  }

  public func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    throw Failure("'\(key)' has no gradient")
  }
}

/// The buffers a column operation works on; buffers cover the whole axis.
public struct ColumnTask {
  public let inputs: [UnsafeBufferPointer<Double>]
  public let output: UnsafeMutableBufferPointer<Double>
  public let axis: Axis
  /// The rows to compute.
  public let rows: Range<Int>
  /// The first row of the segment of `rows`; a per-segment operation must not read before it.
  public let first: Int

  /// - Parameter first: `rows.lowerBound` unless the rows are a later block of their segment.
  public init(
    inputs: [UnsafeBufferPointer<Double>], output: UnsafeMutableBufferPointer<Double>, axis: Axis,
    rows: Range<Int>, first: Int? = nil
  ) {
    self.inputs = inputs
    self.output = output
    self.axis = axis
    self.rows = rows
    self.first = first ?? rows.lowerBound
  }
}

/// An operation on columns that reads rows other than the current one.
public protocol ColumnOperation: Operation {
  /// True when it is run once per segment (rolling, recursive); false when it needs all rows at
  /// once (cross-section, joins).
  var isPerSegment: Bool { get }

  /// How many rows before a block of rows it reads to give there, bit for bit, what a run over the
  /// whole segment gives; it reads none after its own row. nil, the default, when it needs them all.
  var blockHistory: Int? { get }

  /// Fills `task.output[task.rows]`.
  ///
  /// - Throws: `Interrupted`, or `Failure` for data it cannot work on.
  func evaluate(_ task: ColumnTask) throws
}

extension ColumnOperation {
  public var isPerSegment: Bool { true }
  public var blockHistory: Int? { nil }

  public func type(of inputs: [Expression]) throws -> ValueType {
    ValueType(shape: .column, axis: try Expression.commonAxis(of: inputs, for: key))
  }
}

/// A per-segment operation whose memory of the rows before is a small value, so that blocks of rows
/// can be computed one after the other.
public protocol RecursiveOperation: ColumnOperation {
  associatedtype State: Sendable
  /// Before the first row of a segment.
  var start: State { get }

  /// Fills `task.output[task.rows]`, reading inputs at those rows only, and moves the state on.
  ///
  /// - Throws: `Interrupted`, or `Failure` for data it cannot work on.
  func evaluate(_ task: ColumnTask, from state: inout State) throws
}

extension RecursiveOperation {
  public func evaluate(_ task: ColumnTask) throws {
    var state = start
    try evaluate(task, from: &state)
  }

  /// The same with a state of which only this operation knows the type; none before the first row.
  func evaluate(_ task: ColumnTask, carrying carried: (any Sendable)?) throws -> any Sendable {
    var state = carried as? State ?? start
    try evaluate(task, from: &state)
    return state
  }
}

extension Expression {
  /// The one axis that all column inputs share.
  ///
  /// - Throws: `Failure` when the inputs lie on different axes or none is a column.
  public static func commonAxis(of inputs: [Expression], for key: String) throws -> Axis {
    var axis: Axis?
    for input in inputs {
      guard let candidate = input.type.axis else { continue }
      if let axis, axis !== candidate {
        throw Failure(
          "\(key): the series lie on different axes",
          hint: "align the frames first: joined = align a b")
      }
      axis = candidate
    }
    guard let axis else { throw Failure("\(key): needs a series") }
    return axis
  }
}
