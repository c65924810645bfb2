/// The exponentially weighted standard deviation.
enum EwmDeviation: Operator {
  static let signature = Signature(
    "ewm_std", group: OperatorGroup.recursive,
    "the exponentially weighted standard deviation of all values so far",
    details: """
      The root of the weighted variance with weights (1 - a)^i, a = alpha, 2 / (span + 1) or
      1 - 2^(-1 / halflife), corrected for the lost degree of freedom. A missing cell stays missing, and older
      weights go on fading over it. Warm-up: 1 bar. Source: pandas `ewm(adjust=True).std()`.
      """,
    positionals: [.x], options: Ewm.weights,
    examples: [
      Example("ewm_std(pct(close), span=60)"), Example("ewm_std(pct(close), alpha=0.06)"),
    ],
    keywords: ["exponential", "volatility", "riskmetrics"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let operation = WeightedDeviation(alpha: try Ewm.alpha(call))
    return .series(try Expression(operation, [call.column("x")], origin: call.origin))
  }
}

struct WeightedDeviation: RecursiveOperation {
  let alpha: Double
  var key: String { "ewmstd(\(alpha))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  struct State {
    var mean = 0.0
    var variance = 0.0
    var weight = 0.0
    var squares = 0.0
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let (x, fading) = (task.inputs[0], 1 - alpha)
    var (mean, variance) = (state.mean, state.variance)
    var (weight, squares) = (state.weight, state.squares)
    defer {
      state = State(mean: mean, variance: variance, weight: weight, squares: squares)
    }
    for row in task.rows {
      weight *= fading
      squares *= fading * fading
      guard !x[row].isNaN else {
        task.output[row] = .nan
        continue
      }
      let (total, before) = (weight + 1, mean)
      mean += (x[row] - mean) / total
      let (shift, distance) = (before - mean, x[row] - mean)
      variance = (weight * (variance + shift * shift) + distance * distance) / total
      weight = total
      squares += 1
      let scale = weight * weight - squares
      task.output[row] =
        scale > 1e-12 ? (weight * weight / scale * variance).squareRoot() : .nan
    }
  }
}
