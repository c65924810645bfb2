extension FeatureSet {
  /// The same formulas on another frame: its columns of the same names.
  ///
  /// Numbers that were fitted on training rows are taken over.
  /// - Throws: `Failure` naming every column that the frame lacks, or a formula that cannot move.
  func moved(to frame: Frame, values: ColumnEvaluator) throws -> FeatureSet {
    let expressions = features.map(\.expression)
    try Self.checkColumns(of: expressions, in: frame, name: name)
    let moved = try Expression.rewrite(expressions) { node, inputs in
      if let leaf = node.operation as? ColumnLeaf { return try Self.leaf(leaf, in: frame) }
      if let operation = node.operation as? any WholeSampleOperation {
        return try Self.fitted(operation, node, inputs, values)
      }
      guard let operation = node.operation as? any AxisOperation else { return nil }
      guard frame.axis.isPanel || !(operation is CrossSectionSlots) else {
        throw Failure(
          "the features compare symbols at the same time, and the frame has one",
          culprit: .parameter("on"))
      }
      return try Expression(operation.moved(to: frame.axis), inputs, origin: node.origin)
    }
    return try FeatureSet(
      name: name, frame: frame,
      features: zip(features, moved).map { Feature(name: $0.name, expression: $1) })
  }

  /// Every column that the formulas read must be there, with labels where it has labels.
  private static func checkColumns(
    of expressions: [Expression], in frame: Frame, name: String
  ) throws {
    let leaves = Autodiff.topologicalOrder(of: expressions).compactMap {
      $0.operation as? ColumnLeaf
    }
    var missing: [String] = []
    for leaf in leaves where frame.expression(leaf.name) == nil && !missing.contains(leaf.name) {
      missing.append(leaf.name)
    }
    guard missing.isEmpty else {
      let names = missing.map { "'\($0)'" }.joined(separator: ", ")
      throw Failure(
        "the frame has no column \(names), which features \(name) reads",
        culprit: .parameter("on"), hint: "it has \(frame.names.joined(separator: ", "))")
    }
  }

  /// The frame's column; labels get the codes that they had.
  private static func leaf(_ leaf: ColumnLeaf, in frame: Frame) throws -> Expression? {
    guard let index = frame.index(of: leaf.name) else { return nil }
    switch (leaf.column, frame.fields[index].column) {
    case (.numbers, .numbers): return frame.columns[index]
    case (.category(_, let labels), .category(let codes, let own)):
      let places = own.map { label in labels.firstIndex(of: label).map { Int32(clamping: $0) } }
      let recoded = codes.map { code -> Int32 in
        places.indices.contains(Int(code)) ? places[Int(code)] ?? -1 : -1
      }
      return Expression(
        column: .category(codes: recoded, labels: labels), name: leaf.name, axis: frame.axis,
        reach: frame.fields[index].reach)
    default:
      throw Failure(
        "column '\(leaf.name)' holds numbers in one frame and labels in the other",
        culprit: .parameter("on"))
    }
  }

  /// A statistic of training rows as the number that it was.
  private static func fitted(
    _ operation: any WholeSampleOperation, _ node: Expression, _ inputs: [Expression],
    _ values: ColumnEvaluator
  ) throws -> Expression {
    if operation is any SampleStatistic {
      guard let number = try values.values(of: node).first else {
        throw Failure("a statistic of the training rows is missing")
      }
      return Expression(constant: number)
    }
    guard let rank = operation as? SampleRank, let input = node.inputs.first,
      let axis = input.type.axis
    else {
      throw Failure(
        "fit(\(operation.key.prefix { $0 != "(" })(...)) in the features cannot be put on another frame",
        culprit: .parameter("on"), hint: "load the new bars behind the old ones, and predict them")
    }
    let cells = try values.values(of: input)
    let rows = try rank.scope.rows(of: axis).joined()
    let known = rows.map { cells[$0] }.filter { !$0.isNaN }.sorted()
    return try Expression(RankAmong(known: known), inputs, origin: node.origin)
  }
}
