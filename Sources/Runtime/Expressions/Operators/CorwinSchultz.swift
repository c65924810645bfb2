@preconcurrency import Glibc

/// The spread that highs and lows of neighbouring bars show.
enum CorwinSchultz: Operator {
  static let signature = Signature(
    "corwin_schultz", group: OperatorGroup.microstructure,
    "the bid-ask spread from highs and lows of two bars",
    details: """
      s = 2 (e^a - 1) / (1 + e^a), a = (sqrt(2 b) - sqrt(b)) / c - sqrt(g / c), c = 3 - 2 sqrt(2), b the sum of
      ln(high / low)^2 over two bars, g = ln(highest / lowest)^2 of the two; negative s count as 0, and
      corwin_schultz(n) = mean(s, n). Gaps between bars are not taken out. Unit: a fraction of the price.
      Warm-up: n bars. Source: Corwin and Schultz (2012), "A simple way to estimate bid-ask spreads from
      daily high and low prices".
      """,
    positionals: [.bars("the window", default: 20)], options: [.bar("high"), .bar("low")],
    examples: [Example("corwin_schultz(20)")],
    keywords: ["bid ask", "effective spread", "microstructure"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let prices = try call.bars(["high", "low"], for: "corwin_schultz")
    let spread = try Expression(TwoBarSpread(), prices)
    return .series(
      try .rollingMean(spread, call.integer("n", atLeast: 1), origin: call.origin))
  }
}

struct TwoBarSpread: ColumnOperation {
  let key = "corwinschultz"

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.union(inputs[1].reach).windowed(2)
  }

  var blockHistory: Int? { 1 }

  func evaluate(_ task: ColumnTask) throws {
    let (high, low) = (task.inputs[0], task.inputs[1])
    for row in task.rows {
      task.output[row] =
        row > task.first
        ? Self.spread(high[row], low[row], high[row - 1], low[row - 1]) : .nan
    }
  }

  private static func spread(_ high: Double, _ low: Double, _ high1: Double, _ low1: Double)
    -> Double
  {
    let (one, two) = (log(high / low), log(high1 / low1))
    // A NaN must not be lost in the comparison that max and min make.
    let whole = log((high > high1 ? high : high1) / (low < low1 ? low : low1))
    let (b, c) = (one * one + two * two, 3 - 2 * 2.0.squareRoot())
    let a = ((2 * b).squareRoot() - b.squareRoot()) / c - (whole * whole / c).squareRoot()
    let spread = 2 * (exp(a) - 1) / (1 + exp(a))
    return (b + whole).isNaN ? .nan : max(0, spread)
  }
}
