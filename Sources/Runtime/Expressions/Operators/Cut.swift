/// The bin a value falls into.
enum Cut: Operator {
  static let signature = Signature(
    "cut", group: OperatorGroup.pointwise, "the bin of x between edges, as a number or a category",
    details: """
      cut(x, [e0, e1, ...]): 0 for x <= e0, 1 for e0 < x <= e1, and so on: bins are closed on the
      right. With labels= (one more than edges) the result is a category.
      """,
    positionals: [.x, Parameter("edges", .list, unit: "that of x", "ascending edges")],
    options: [Parameter("labels", .list, default: .absent, "names of the bins")],
    examples: [
      Example("cut(zscore(close, 20), [-1, 1])"),
      Example("cut(zscore(close, 20), [-1, 1], labels=[\"low\", \"mid\", \"high\"])"),
    ],
    keywords: ["bin", "bucket", "regime", "discretize"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let edges = try call.numbers("edges")
    guard !edges.isEmpty, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw Failure("'edges' must be ascending numbers", culprit: .parameter("edges"))
    }
    let labels = call.has("labels") ? try call.texts("labels") : nil
    if let labels, labels.count != edges.count + 1 || Set(labels).count != labels.count {
      throw Failure(
        "\(edges.count) edges make \(edges.count + 1) bins: 'labels' must be as many different texts",
        culprit: .parameter("labels"))
    }
    let operation = CutOperation(edges: edges, labels: labels)
    return .series(try Expression(operation, [call.column("x")], origin: call.origin))
  }
}

struct CutOperation: ColumnOperation {
  let edges: [Double]
  let labels: [String]?
  var key: String { "cut(\(edges),\(labels.map { "\($0)" } ?? ""))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    ValueType(
      shape: .column, axis: try Expression.commonAxis(of: inputs, for: "cut"),
      element: labels.map { .category($0) } ?? .number)
  }

  func evaluate(_ task: ColumnTask) throws {
    for row in task.rows {
      let x = task.inputs[0][row]
      task.output[row] = x.isNaN ? .nan : Double(edges.firstIndex { x <= $0 } ?? edges.count)
    }
  }
}
