@preconcurrency import Glibc

/// The exponentially weighted mean of all values so far.
enum Ewm: Operator {
  static let signature = Signature(
    "ewm", group: OperatorGroup.recursive, "the exponentially weighted mean of all values so far",
    details: """
      ewm[t] = sum((1 - a)^i x[t-i]) / sum((1 - a)^i) with a = alpha, 2 / (span + 1) or
      1 - 2^(-1 / halflife). A missing cell stays missing, and older weights go on fading over it.
      Warm-up: none. Source: pandas `ewm(adjust=True).mean()`.
      """,
    positionals: [.x],
    options: weights,
    examples: [
      Example("ewm(close, span=20)"), Example("ewm(close, alpha=0.1)"),
      Example("ewm(close, halflife=10)"),
    ],
    keywords: ["exponential", "ewma", "decay"])

  /// How fast older values fade.
  static let weights = [
    Parameter("span", .number, default: .absent, unit: "bars", in: 1...1e9, "a = 2 / (span + 1)"),
    Parameter("alpha", .number, default: .absent, unit: "fraction", in: 0...1, "a itself"),
    Parameter(
      "halflife", .number, default: .absent, unit: "bars", "bars after which a weight has halved"),
  ]

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let operation = WeightedAverage(alpha: try alpha(call))
    return .series(try Expression(operation, [call.column("x")], origin: call.origin))
  }

  /// The weight of the newest value.
  static func alpha(_ call: OperatorCall) throws -> Double {
    let given = ["span", "alpha", "halflife"].filter(call.has)
    guard given.count == 1, let name = given.first else {
      throw Failure("ewm takes one of span=, alpha= and halflife=, not \(given.count)")
    }
    let value = try call.number(name)
    let alpha =
      switch name {
      case "span": 2 / (value + 1)
      case "halflife": 1 - exp2(-1 / value)
      default: value
      }
    guard value > 0, alpha > 0, alpha <= 1 else {
      throw Failure("'\(name)' is out of range: \(value)", culprit: .parameter(name))
    }
    return alpha
  }
}

struct WeightedAverage: RecursiveOperation {
  let alpha: Double
  var key: String { "ewm(\(alpha))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  struct State {
    var mean = 0.0
    var weight = 0.0
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let (x, fading) = (task.inputs[0], 1 - alpha)
    var (mean, weight) = (state.mean, state.weight)
    defer { state = State(mean: mean, weight: weight) }
    for row in task.rows {
      weight *= fading
      if x[row].isNaN {
        task.output[row] = .nan
      } else {
        weight += 1
        mean += (x[row] - mean) / weight
        task.output[row] = mean
      }
    }
  }
}
