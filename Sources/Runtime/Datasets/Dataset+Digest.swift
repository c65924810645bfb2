extension Dataset {
  /// A fingerprint of inputs, labels and parts, the scaling included.
  ///
  /// - Complexity: O(rows x columns) the first time.
  public var digest: String {
    knownDigest.withLock { known in
      if let known { return known }
      let made = content
      known = made
      return made
    }
  }

  /// A fingerprint of the bars alone: equal for other features, targets and cuts of the same frame.
  public var market: String { frame.digest }

  private var content: String {
    var digest = ContentHasher()
    for column in columns { digest.add(column.name) }
    digest.add(matrix.values)
    for label in labels {
      digest.add(label.target.name)
      digest.add(label.values)
    }
    for part in parts {
      digest.add(part.name.rawValue)
      digest.add(part.rows)
    }
    return digest.text
  }
}
