import Runtime

/// `corr(micro)`: the correlations of the features of a set with each other.
enum CorrelationMatrix: Function {
  static let features = Parameter("features", .any, "a feature set or a dataset")
  static let signature = Signature(
    "corr", group: "general", "the correlations of the features of a set with each other",
    details:
      "Pearson's, over the rows where both are present; categories are left out. A member is "
      + "the record of a feature's correlations: corr(micro).liq.flow.",
    positionals: [features], examples: [Example("corr(micro)")],
    keywords: ["correlation matrix", "collinear", "redundant"])

  static func call(_ call: CommandCall) throws -> Value {
    var set: FeatureSet?
    if case .object(let object) = try call.required(features) {
      set = (object as? FeatureSetValue)?.features ?? (object as? DatasetValue)?.dataset.features
    }
    guard let set else {
      throw call.failure(
        features, "must be a feature set or a dataset",
        hint: "corr(x, y, n) correlates two series")
    }
    let numeric = set.features.filter { feature in
      if case .category = feature.expression.type.element { return false }
      return true
    }
    let columns = try numeric.map { try call.session.evaluator.values(of: $0.expression) }
    return .object(
      CorrelationMatrixValue(
        names: numeric.map(\.name), matrix: PairwiseCorrelation(columns).rows))
  }
}

/// Correlations of features; a member is the record of one feature's.
final class CorrelationMatrixValue: ObjectValue {
  let names: [String]
  let matrix: [[Double]]

  init(names: [String], matrix: [[Double]]) { (self.names, self.matrix) = (names, matrix) }

  let typeName = "correlation matrix"

  /// With the pairs that say the same twice.
  var summary: String {
    let twins = names.indices.flatMap { row in
      names.indices.prefix(row).filter { abs(matrix[row][$0]) > 0.95 }.map { (row, $0) }
    }
    let all = "correlations of \(names.count) features"
    guard !twins.isEmpty else { return all }
    let shown = twins.prefix(8).map { "\(names[$0.1]) and \(names[$0.0])" }
    let rest = twins.count > 8 ? " and \(twins.count - 8) more pairs" : ""
    return all + "; above 0.95: " + shown.joined(separator: ", ") + rest
  }

  func describe(_ printer: PrintContext) -> String {
    var columns: [TextTable.Column] = [.init("", align: .left, names)]
    for (index, name) in names.enumerated() {
      columns.append(
        .init(
          name, matrix.map { $0[index].isNaN ? "" : NumberFormat.fixed($0[index], decimals: 2) }))
    }
    return summary + "\n" + TextTable(columns).render(width: printer.width)
  }

  var memberNames: [String] { names }

  func member(_ name: String) throws -> Value? {
    guard let row = names.firstIndex(of: name) else { return nil }
    return .record(
      RecordValue(zip(names, matrix[row]).map { (key: $0, value: .number($1)) }))
  }
}
