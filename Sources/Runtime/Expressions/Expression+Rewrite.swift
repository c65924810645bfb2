extension Expression {
  /// The same graphs with some nodes replaced; what does not change is shared with the original.
  ///
  /// - Parameter replace: Gets a node and its rewritten inputs; nil keeps the operation.
  /// - Throws: What `replace` throws, or the `Failure` of an operation that refuses new inputs.
  static func rewrite(
    _ roots: [Expression],
    _ replace: (_ node: Expression, _ inputs: [Expression]) throws -> Expression?
  ) throws -> [Expression] {
    var done: [ObjectIdentifier: Expression] = [:]
    var stack = roots
    while let node = stack.last {
      let waiting = node.inputs.filter { done[ObjectIdentifier($0)] == nil }
      if done[ObjectIdentifier(node)] == nil, !waiting.isEmpty {
        stack.append(contentsOf: waiting)
        continue
      }
      stack.removeLast()
      guard done[ObjectIdentifier(node)] == nil else { continue }
      let inputs = node.inputs.compactMap { done[ObjectIdentifier($0)] }
      done[ObjectIdentifier(node)] = try replace(node, inputs) ?? node.with(inputs)
    }
    return roots.compactMap { done[ObjectIdentifier($0)] }
  }

  /// The same operation on other inputs; itself where they are the same.
  private func with(_ inputs: [Expression]) throws -> Expression {
    if zip(inputs, self.inputs).allSatisfy({ $0 === $1 }) { return self }
    return try Expression(operation, inputs, origin: origin)
  }
}

/// An operation that reads the axis alone: the calendar, the slots of a cross-section.
protocol AxisOperation: ColumnOperation {
  var axis: Axis { get }
  /// The same on another axis.
  func moved(to axis: Axis) -> Self
}

extension AxisOperation {
  var isPerSegment: Bool { false }
  func type(of inputs: [Expression]) throws -> ValueType { ValueType(shape: .column, axis: axis) }
}
