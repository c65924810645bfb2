/// What to compute, in which order: equal nodes once, inputs before their consumers.
struct ColumnPlan {
  struct Node {
    let expression: Expression
    let inputs: [Int]
    /// A column kept from an earlier call.
    var kept: [Double]?
    /// How many nodes read it, roots counted once more.
    var consumers = 0
    /// True when its values are written out; a pointwise node inside a chain is not.
    var isMaterialised = false

    /// What needs no computation: the cells of a leaf, a plain number.
    var given: [Double]? {
      switch expression.operation {
      case let leaf as ColumnLeaf: leaf.column.values
      case is any PointwiseOperation, is any ColumnOperation: nil
      default: [expression.staticValue ?? .nan]
      }
    }

    var isGiven: Bool {
      !(expression.operation is any PointwiseOperation)
        && !(expression.operation is any ColumnOperation)
    }
  }

  /// By number of the cache.
  private(set) var nodes: [Int: Node] = [:]
  /// Numbers in the order of computation.
  private(set) var order: [Int] = []
  private(set) var roots: [Int] = []
  /// Of the roots.
  var axis: Axis {
    roots.lazy.compactMap { nodes[$0]?.expression.type.axis }.first ?? Axis(times: [])
  }
  /// Of chains, by the number of their last node.
  private var sizes: [Int: (registers: Int, operands: Int)] = [:]

  init(of expressions: [Expression], cache: inout ColumnCache) throws {
    var seen: [ObjectIdentifier: Int] = [:]
    for expression in expressions {
      try add(expression, &seen, &cache)
      roots.append(seen[ObjectIdentifier(expression)] ?? 0)
    }
    markMaterialised()
  }

  /// Post-order walk with its own stack, so that deep expressions cannot exhaust the thread's.
  private mutating func add(
    _ root: Expression, _ seen: inout [ObjectIdentifier: Int],
    _ cache: inout ColumnCache
  ) throws {
    var stack = [root]
    while let expression = stack.last {
      let waiting = expression.inputs.filter { seen[ObjectIdentifier($0)] == nil }
      if seen[ObjectIdentifier(expression)] == nil, !waiting.isEmpty {
        stack.append(contentsOf: waiting)
        continue
      }
      stack.removeLast()
      guard seen[ObjectIdentifier(expression)] == nil else { continue }
      try Self.check(expression)
      let inputs = expression.inputs.compactMap { seen[ObjectIdentifier($0)] }
      let number = cache.number(of: expression, inputs: inputs)
      seen[ObjectIdentifier(expression)] = number
      guard nodes[number] == nil else { continue }
      nodes[number] = Node(
        expression: expression, inputs: inputs, kept: cache.column(number))
      order.append(number)
    }
  }

  /// Drops what kept columns make unnecessary, then counts who reads what.
  private mutating func markMaterialised() {
    var needed = Set(roots)
    for number in order.reversed() where needed.contains(number) {
      guard let node = nodes[number], node.kept == nil else { continue }
      needed.formUnion(node.inputs)
    }
    order.removeAll { !needed.contains($0) }
    for root in roots { read(root, isWritten: true) }
    for number in order {
      guard let node = nodes[number], node.kept == nil else { continue }
      let isPointwise = node.expression.operation is any PointwiseOperation
      for input in node.inputs { read(input, isWritten: !isPointwise) }
    }
    for number in order {
      guard let node = nodes[number] else { continue }
      let isChainable = node.expression.operation is any PointwiseOperation && node.kept == nil
      if !isChainable || node.consumers > 1 { nodes[number]?.isMaterialised = true }
      if isChainable { fit(number) }
    }
  }

  /// Writes out inputs of a chain until the rest fits the registers and operands of a kernel.
  private mutating func fit(_ number: Int) {
    let inputs = nodes[number]?.inputs ?? []
    var size = chainSize(inputs)
    while size.registers > 14 || size.operands > 40 {
      let open = inputs.filter { !(nodes[$0]?.isMaterialised ?? true) }
      guard let largest = open.max(by: { sizes[$0, default: (0, 0)] < sizes[$1, default: (0, 0)] })
      else { break }
      nodes[largest]?.isMaterialised = true
      size = chainSize(inputs)
    }
    sizes[number] = size
  }

  /// Registers and operands that evaluating inputs one after the other takes, at most.
  private func chainSize(_ inputs: [Int]) -> (registers: Int, operands: Int) {
    var (registers, operands, held) = (1, 0, 0)
    for input in inputs {
      guard let node = nodes[input], !node.isMaterialised, let size = sizes[input] else {
        operands += 1
        continue
      }
      operands += size.operands
      held += 1
      registers = max(registers, inputs.count + size.registers)
    }
    return (max(registers, held), operands)
  }

  private mutating func read(_ number: Int, isWritten: Bool) {
    nodes[number]?.consumers += 1
    if isWritten { nodes[number]?.isMaterialised = true }
  }

  private static func check(_ expression: Expression) throws {
    if case .tensor = expression.type.shape { throw notAColumn(expression) }
    switch expression.operation {
    case is ColumnLeaf, is Constant, is LiveScalar, is any PointwiseOperation,
      is any ColumnOperation:
      return
    default: throw notAColumn(expression)
    }
  }
}

extension ColumnPlan {
  private static func notAColumn(_ expression: Expression) -> Failure {
    Failure(
      "'\(expression.operation.key)' belongs to a batch of a loss, not to the rows of a frame",
      culprit: expression.origin.map { .origin($0) } ?? .none)
  }
}
