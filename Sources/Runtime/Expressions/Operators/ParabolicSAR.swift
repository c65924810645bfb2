/// The parabolic stop and reverse.
enum ParabolicSAR: Operator {
  static let signature = Signature(
    "sar", group: OperatorGroup.indicator, "the parabolic stop and reverse, a trailing price",
    details: """
      A stop that moves towards the extreme price of the trend by a factor that grows by step at each new
      extreme, up to most; touched, it jumps to the other side. A bar with a missing price is passed over.
      Unit: that of the price. Warm-up: 1 bar. Source: Wilder (1978); TA-Lib `SAR`.
      """,
    positionals: [
      Parameter(
        "step", .number, default: .number(0.02), unit: "fraction", in: 0...1,
        "the factor at first, and what it grows by"),
      Parameter(
        "most", .number, default: .number(0.2), unit: "fraction", in: 0...1, "the largest factor"),
    ],
    options: [.bar("high"), .bar("low")],
    examples: [Example("sar(0.02, 0.2)"), Example("close > sar()")],
    keywords: ["parabolic", "stop", "trend"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let prices = try call.bars(["high", "low"], for: "sar")
    let (step, most) = (try call.number("step"), try call.number("most"))
    guard step >= 0, most >= 0 else {
      throw Failure("'step' and 'most' must not be negative", culprit: .parameter("step"))
    }
    let operation = StopAndReverse(step: min(step, most), most: most)
    return .series(try Expression(operation, prices, origin: call.origin))
  }
}

struct StopAndReverse: RecursiveOperation {
  let step: Double
  let most: Double
  var key: String { "sar(\(step),\(most))" }

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.union(inputs[1].reach).windowed(nil)
  }

  struct State {
    fileprivate var stop: StopState?
    fileprivate var before: (high: Double, low: Double)?
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let (high, low) = (task.inputs[0], task.inputs[1])
    for row in task.rows {
      let bar = (high: high[row], low: low[row])
      task.output[row] = .nan
      guard !bar.high.isNaN, !bar.low.isNaN else { continue }
      if let before = state.before {
        // The first bar counts as its own predecessor, as in TA-Lib.
        let last = state.stop == nil ? bar : before
        var next = state.stop ?? StopState(first: before, second: bar, step: step)
        task.output[row] = next.advance(bar, after: last, step: step, most: most)
        state.stop = next
      }
      state.before = bar
    }
  }
}

/// Where the stop stands, and the trend it follows.
private struct StopState {
  var isLong: Bool
  var extreme: Double
  var stop: Double
  var factor: Double

  init(first: (high: Double, low: Double), second: (high: Double, low: Double), step: Double) {
    let (up, down) = (second.high - first.high, first.low - second.low)
    isLong = !(down > 0 && up < down)
    extreme = isLong ? second.high : second.low
    stop = isLong ? first.low : first.high
    factor = step
  }

  /// The stop for this bar; moves on to the next.
  mutating func advance(
    _ bar: (high: Double, low: Double), after last: (high: Double, low: Double), step: Double,
    most: Double
  ) -> Double {
    if isLong ? bar.low <= stop : bar.high >= stop {
      isLong.toggle()
      stop = held(extreme, bar, last)
      let shown = stop
      (factor, extreme) = (step, isLong ? bar.high : bar.low)
      stop = held(stop + factor * (extreme - stop), bar, last)
      return shown
    }
    let shown = stop
    if isLong ? bar.high > extreme : bar.low < extreme {
      extreme = isLong ? bar.high : bar.low
      factor = min(most, factor + step)
    }
    stop = held(stop + factor * (extreme - stop), bar, last)
    return shown
  }

  /// A stop never lies within the last two bars.
  private func held(
    _ stop: Double, _ bar: (high: Double, low: Double), _ last: (high: Double, low: Double)
  ) -> Double {
    isLong ? min(stop, last.low, bar.low) : max(stop, last.high, bar.high)
  }
}
