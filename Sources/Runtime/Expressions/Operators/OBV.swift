/// On-balance volume.
enum OBV: Operator {
  static let signature = Signature(
    "obv", group: OperatorGroup.indicator, "volume summed with the sign of the price change",
    details: """
      obv = volume[0] + sum of sign(diff(close)) volume. A missing cell is passed over. The level depends on
      where the data begin: use its changes. Unit: that of volume. Warm-up: none.
      Source: Granville (1963); TA-Lib `OBV`.
      """,
    options: [.bar("close"), .bar("volume")],
    examples: [Example("obv()"), Example("diff(obv(), 20)")],
    keywords: ["on balance volume", "flow"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let inputs = try call.bars(["close", "volume"], for: "obv")
    return .series(try Expression(BalanceVolume(), inputs, origin: call.origin))
  }
}

struct BalanceVolume: RecursiveOperation {
  let key = "obv"

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.union(inputs[1].reach).windowed(nil)
  }

  struct State {
    var sum = 0.0
    /// The last close.
    var before = Double.nan
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let (close, volume) = (task.inputs[0], task.inputs[1])
    var (sum, before) = (state.sum, state.before)
    defer { state = State(sum: sum, before: before) }
    for row in task.rows {
      guard !close[row].isNaN, !volume[row].isNaN else {
        task.output[row] = .nan
        continue
      }
      if before.isNaN || close[row] > before {
        sum += volume[row]
      } else if close[row] < before {
        sum -= volume[row]
      }
      before = close[row]
      task.output[row] = sum
    }
  }
}
