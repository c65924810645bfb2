extension Frame {
  /// A fingerprint of times, symbols and cells.
  ///
  /// - Complexity: O(cells) the first time.
  public var digest: String {
    var digest = ContentHasher()
    digest.add(axis.contentHash)
    for field in fields {
      digest.add(field.name)
      if let leaf = expression(field.name)?.operation as? ColumnLeaf {
        digest.add(leaf.contentHash)
      }
    }
    return digest.text
  }
}

extension Expression {
  /// A fingerprint of the formula and of the columns it reads; nothing is computed.
  ///
  /// - Complexity: O(nodes), and O(cells) of columns that were not hashed before.
  public var digest: String {
    var digest = ContentHasher()
    var places: [ObjectIdentifier: Int] = [:]
    for node in Autodiff.topologicalOrder(of: [self]) {
      places[ObjectIdentifier(node)] = places.count
      if let axis = node.type.axis { digest.add(axis.contentHash) }
      switch node.operation {
      case let leaf as ColumnLeaf: digest.add(leaf.contentHash)
      case let live as LiveScalar: digest.add(live.initial)
      default: digest.add(node.operation.key)
      }
      for input in node.inputs { digest.add(places[ObjectIdentifier(input)] ?? -1) }
    }
    return digest.text
  }
}
