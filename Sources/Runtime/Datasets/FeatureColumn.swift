/// One column of a feature matrix: a numeric feature, or one label of a category as 0 and 1.
public struct FeatureColumn: Sendable, Equatable {
  /// `liq`, or `regime=low`.
  public let name: String
  /// Index into the feature set.
  public let feature: Int
  /// The code of the label this column marks; nil for a number.
  public let code: Int?
  /// A 0/1 column is left as it is by scalers.
  public let isIndicator: Bool

  /// The matrix columns of a feature set, in order.
  static func expand(_ set: FeatureSet) -> [FeatureColumn] {
    set.features.enumerated().flatMap { index, feature in
      switch feature.expression.type.element {
      case .number:
        [FeatureColumn(name: feature.name, feature: index, code: nil, isIndicator: false)]
      case .boolean:
        [FeatureColumn(name: feature.name, feature: index, code: nil, isIndicator: true)]
      case .category(let labels):
        labels.enumerated().map { code, label in
          FeatureColumn(
            name: "\(feature.name)=\(label)", feature: index, code: code, isIndicator: true)
        }
      }
    }
  }

  /// The column's number for a cell of its feature.
  func value(of cell: Double) -> Double {
    guard let code, !cell.isNaN else { return cell }
    return cell == Double(code) ? 1 : 0
  }
}
