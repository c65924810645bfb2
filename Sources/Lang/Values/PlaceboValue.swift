import Runtime

/// A figure beside what the same work finds where there is nothing.
final class PlaceboValue: ObjectValue, ChanceFigures {
  let name: String
  let figure: String
  let isHigherBetter: Bool
  let actual: Double
  let values: [Double]
  /// What was shuffled, in words.
  let what: String

  init(
    name: String, figure: String, isHigherBetter: Bool, actual: Double, values: [Double],
    what: String
  ) {
    (self.name, self.figure, self.isHigherBetter) = (name, figure, isHigherBetter)
    (self.actual, self.values, self.what) = (actual, values, what)
  }

  let typeName = "placebo"
  var chartTitle: String { "\(name) among placebos" }
  var drawn: String { "placebos" }

  var summary: String {
    "placebo of \(name): \(figure) \(NumberFormat.general(actual, digits: 5)), \(finding)"
  }

  func describe(_ printer: PrintContext) -> String {
    let known = knownValues.sorted()
    let cells = [0, 0.05, 0.5, 0.95, 1].map { share in
      NumberFormat.general(Statistics.quantile(known, share), digits: 4)
    }
    let lines = [
      "\(NumberFormat.count(asGood)) of \(NumberFormat.count(known.count)) placebos do as well: "
        + "p = \(NumberFormat.general(probability, digits: 3))",
      "their \(figure): least \(cells[0]), 5% \(cells[1]), median \(cells[2]), 95% \(cells[3]), "
        + "most \(cells[4])",
      verdict, what,
    ]
    return (["\(figure) of \(name) is \(NumberFormat.general(actual, digits: 5))"] + lines)
      .joined(separator: "\n")
  }

  private var verdict: String {
    let p = probability
    guard !p.isNaN else { return "there is no placebo to compare with" }
    if p <= 0.05 { return "chance alone hardly gives that much" }
    // The least p that so many draws can show.
    if 1 / Double(knownValues.count + 1) > 0.05 {
      return "too few placebos to say: n=\(knownValues.count) cannot show less than "
        + "p = \(NumberFormat.general(1 / Double(knownValues.count + 1), digits: 2))"
    }
    return "this is what the same work finds where there is nothing"
  }

  let memberNames = ["p", "actual", "draws", "n", "figure"]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "p": .number(probability)
    case "actual": .number(actual)
    case "draws": .list(values.map { .number($0) })
    case "n": .number(Double(knownValues.count))
    case "figure": .text(figure)
    default: nil
    }
  }
}
