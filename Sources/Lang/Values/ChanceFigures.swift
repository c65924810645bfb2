import Runtime

/// A figure beside those that draws without skill gave.
protocol ChanceFigures {
  var chartTitle: String { get }
  var figure: String { get }
  /// What the values are of: `placebos`.
  var drawn: String { get }
  /// Of the draws; missing ones could not be computed.
  var values: [Double] { get }
  var actual: Double { get }
  var isHigherBetter: Bool { get }
}

extension ChanceFigures {
  var knownValues: [Double] { values.filter { !$0.isNaN } }

  /// Draws that do at least as well.
  var asGood: Int {
    knownValues.count { isHigherBetter ? $0 >= actual : $0 <= actual }
  }

  /// `(1 + draws that do as well) / (1 + draws)`; missing without a draw.
  var probability: Double {
    guard !knownValues.isEmpty, !actual.isNaN else { return .nan }
    return Double(1 + asGood) / Double(1 + knownValues.count)
  }

  var probabilityText: String { NumberFormat.general(probability, digits: 3) }

  /// `14 of 200 do as well, p = 0.0746`; `nothing to compare` where either side has no figure.
  var finding: String {
    guard !probability.isNaN else { return "nothing to compare" }
    return "\(NumberFormat.count(asGood)) of \(NumberFormat.count(knownValues.count)) do as well, "
      + "p = \(probabilityText)"
  }
}
