extension Axis {
  /// A fingerprint of times and symbols.
  func add(to digest: inout ContentDigest) {
    digest.add(times)
    digest.add(rowCount)
    for segment in segments {
      digest.add(segment.symbol)
      digest.add(segment.rows.lowerBound)
    }
  }
}

extension Column {
  func add(to digest: inout ContentDigest) {
    switch self {
    case .numbers(let values): digest.add(values)
    case .category(let codes, let labels):
      digest.add(codes)
      for label in labels { digest.add(label) }
    }
  }
}

extension Frame {
  /// A fingerprint of times, symbols and cells.
  ///
  /// - Complexity: O(cells).
  public var digest: String {
    var digest = ContentDigest()
    axis.add(to: &digest)
    for field in fields {
      digest.add(field.name)
      field.column.add(to: &digest)
    }
    return digest.text
  }
}

extension Expression {
  /// A fingerprint of the formula and of the columns it reads; nothing is computed.
  ///
  /// - Complexity: O(nodes + cells).
  public var digest: String {
    var digest = ContentDigest()
    var places: [ObjectIdentifier: Int] = [:]
    for node in Autodiff.topologicalOrder(of: [self]) {
      places[ObjectIdentifier(node)] = places.count
      switch node.operation {
      case let leaf as ColumnLeaf: leaf.column.add(to: &digest)
      case let live as LiveScalar: digest.add(live.initial)
      case let operation as any AxisOperation:
        digest.add(operation.key)
        operation.axis.add(to: &digest)
      default: digest.add(node.operation.key)
      }
      for input in node.inputs { digest.add(places[ObjectIdentifier(input)] ?? -1) }
    }
    return digest.text
  }
}
