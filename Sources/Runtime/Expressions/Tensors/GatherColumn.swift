/// The values of a column at the rows that an index picks, in the shape of the sample.
///
/// - Edge cases: row -1 (no such row) gives missing values.
struct GatherColumn: TensorOperation {
  let dimensions: [Int]
  let index: String
  var key: String { "gather(\(dimensions),\(index))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    try Expression.checked(dimensions, for: "gather")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] { [nil] }

  func lower(_ site: LoweringSite) throws {
    let count = dimensions.reduce(1, *)
    let slots = try site.gatherSlots(
      source: .column(site.node.inputs[0]), index: index, count)
    site.append(
      .gather, m: count, n: 1, [site.output], immediates: (.nan, 0), first: slots.source,
      second: slots.index)
  }
}

extension Expression {
  /// A column's values at the sample's rows.
  ///
  /// The column is computed once over all rows in float64. Where it depends on a live number only
  /// what does not is computed ahead, so that changing the number has its effect in the next step.
  public static func gathered(
    _ column: Expression, shape: [Int], index: String = sampleIndex
  ) throws -> Expression {
    guard column.type.shape == .column else { return column }
    let operation = GatherColumn(dimensions: shape, index: index)
    var replaced: [ObjectIdentifier: Expression] = [:]
    func tensor(_ node: Expression) throws -> Expression {
      if let known = replaced[ObjectIdentifier(node)] { return known }
      let gathered =
        node.type.shape == .column ? try Expression(operation, [node]) : node
      replaced[ObjectIdentifier(node)] = gathered
      return gathered
    }
    for node in livePointwiseColumns(under: column) {
      replaced[ObjectIdentifier(node)] = try Expression(
        node.operation, node.inputs.map(tensor), origin: node.origin)
    }
    return try tensor(column)
  }

  /// The columns that one step of arithmetic makes of live numbers, inputs before users.
  private static func livePointwiseColumns(under column: Expression) -> [Expression] {
    var live: Set<ObjectIdentifier> = []
    return Autodiff.topologicalOrder(of: [column]).filter { node in
      let dependsOnLive =
        node.operation is LiveScalar
        || node.inputs.contains { live.contains(ObjectIdentifier($0)) }
      guard dependsOnLive else { return false }
      live.insert(ObjectIdentifier(node))
      return node.type.shape == .column && node.operation is any PointwiseOperation
    }
  }
}
