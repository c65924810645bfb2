/// A node of the one graph behind features, labels, losses and networks.
///
/// Immutable, shared, compared by reference. `operation` carries the static arguments (a window
/// length, a layer's width); `inputs` are the values it is applied to.
public final class Expression: Sendable {
  public let operation: any Operation
  /// Unsafe: never changed but by `deinit`, when no other thread can look.
  nonisolated(unsafe) public private(set) var inputs: [Expression]
  public let type: ValueType
  public let reach: Reach
  /// The call in the script that made this node, for carets.
  public let origin: Origin?

  /// Applies an operation.
  ///
  /// - Throws: `Failure` when the operation refuses the inputs' types.
  public init(_ operation: any Operation, _ inputs: [Expression], origin: Origin? = nil) throws {
    self.operation = operation
    self.inputs = inputs
    self.type = try operation.type(of: inputs)
    self.reach = operation.reach(of: inputs)
    self.origin = origin
  }

  private init(leaf: any Operation, type: ValueType, reach: Reach = Reach()) {
    self.operation = leaf
    self.inputs = []
    self.type = type
    self.reach = reach
    self.origin = nil
  }

  /// Releases long chains of nodes one by one instead of recursively, which would overflow the stack.
  deinit {
    var pending = inputs
    inputs = []
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) { pending += node.inputs }
    }
  }

  /// A column at rest.
  ///
  /// - Parameter reach: What its values were made of, where they were not loaded.
  public convenience init(column: Column, name: String, axis: Axis, reach: Reach = Reach()) {
    var element = Element.number
    if case .category(_, let labels) = column { element = .category(labels) }
    self.init(
      leaf: ColumnLeaf(name: name, column: column),
      type: ValueType(shape: .column, axis: axis, element: element), reach: reach)
  }

  /// A number.
  public convenience init(constant: Double) {
    self.init(leaf: Constant(value: constant), type: .scalar, reach: .knownAhead)
  }

  /// A number that may change while a program runs: a loss option, the learning rate.
  public convenience init(live name: String, value: Double) {
    self.init(
      leaf: LiveScalar(name: name, initial: value), type: .scalar, reach: .knownAhead)
  }
}

/// A column at rest as a leaf of the graph.
public struct ColumnLeaf: Operation {
  public let name: String
  public let column: Column
  private let content = LazyHash()
  public var key: String { "column(\(name))" }

  init(name: String, column: Column) {
    self.name = name
    self.column = column
  }

  /// Of the cells and labels; the name does not count.
  public var contentHash: ContentHash {
    content.value { hasher in
      switch column {
      case .numbers(let values): hasher.add(values)
      case .category(let codes, let labels):
        hasher.add(codes)
        for label in labels { hasher.add(label) }
      }
    }
  }

  public func type(of inputs: [Expression]) throws -> ValueType { .scalar }
  public func reach(of inputs: [Expression]) -> Reach { Reach() }
}

/// A number known when the graph is built.
public struct Constant: Operation {
  public let value: Double
  public var key: String { "constant(\(value))" }
  public func type(of inputs: [Expression]) throws -> ValueType { .scalar }
}

/// A number that the host may change between steps without recompiling.
public struct LiveScalar: Operation {
  public let name: String
  public let initial: Double
  public var key: String { "live(\(name))" }
  public func type(of inputs: [Expression]) throws -> ValueType { .scalar }
}
