/// Which of three barriers a trade meets first: a target.
enum TripleBarrier: Operator {
  static let signature = Signature(
    "barriers", group: OperatorGroup.label,
    "which barrier a trade meets first: .label .ret .bars (reads the future)",
    details: """
      A trade begins at the close of each row. Within n bars it ends at close (1 - stop) or close (1 + take),
      else at the n-th close; with a length of time, 7d, at the first close at least so much later: label "stop", "take" or "timeout", ret its simple return, bars how long it lasted.
      path="close" looks at closes, and the close that passes the barrier is the exit; path="range" looks at highs and
      lows: the exit is the barrier, or the open of a bar that begins beyond it; where a bar touches both, the stop
      counts. take and stop are fractions above 0, numbers or series: 2 * ewm_std(pct(close), span=60) scales them by
      volatility. Missing in the last n rows, and where a price on the way is missing. A split purges by the bar at
      which each label ends. Look-ahead: n, or the most bars that
      any such time has. Source: Lopez de Prado (2018), "Advances in financial machine learning", 3.
      """,
    positionals: [
      Parameter(
        "n", .window, unit: "bars", "the longest life of a trade: bars, or a length of time")
    ],
    options: [
      Parameter("take", .series, unit: "fraction", "the gain at which a trade ends"),
      Parameter("stop", .series, unit: "fraction", "the loss at which a trade ends"),
      Parameter(
        "path", .choice(["close", "range"]), default: .text("close"),
        "what touches a barrier: closes, or highs and lows"),
    ] + Parameter.openHighLowClose,
    examples: [
      Example("barriers(5, take=0.02, stop=0.01).label"),
      Example("barriers(5, take=0.02, stop=0.01, path=\"range\").ret"),
      Example("barriers(7d, take=0.02, stop=0.01).label"),
      Example("barriers(5, take=2 * ewm_std(pct(close), span=20), stop=0.01).bars"),
    ],
    keywords: ["triple barrier", "target", "label", "stop loss", "take profit"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let life = try call.window("n")
    let isRange = try call.text("path") == "range"
    let names = isRange ? ["close", "open", "high", "low"] : ["close"]
    let prices = try call.bars(names, for: "barriers")
    let horizon = try Self.horizon(life, prices[0].type.axis)
    let distances = try ["take", "stop"].map { try distance($0, call, prices[0]) }
    return .record(
      try BarrierOperation.Output.allCases.map { output in
        let operation = BarrierOperation(
          output: output, life: life, horizon: horizon, isRange: isRange)
        return (
          output.rawValue, try Expression(operation, distances + prices, origin: call.origin)
        )
      })
  }

  /// The most bars a trade can last.
  private static func horizon(_ life: Window, _ axis: Axis?) throws -> Int {
    guard case .duration(let length) = life else { return life.bars ?? 1 }
    guard let axis, axis.hasTime else {
      throw Failure("barriers of a length of time need a frame with times")
    }
    var most = 1
    for segment in axis.segments {
      var end = segment.rows.lowerBound
      for row in segment.rows {
        end = axis.row(atLeast: length, after: row, from: end, in: segment.rows)
        most = max(most, min(end, segment.rows.upperBound - 1) - row)
      }
    }
    return most
  }

  /// A barrier as a column, so that numbers and series go the same way.
  private static func distance(
    _ name: String, _ call: OperatorCall, _ close: Expression
  ) throws -> Expression {
    let given = try call.series(name)
    if let number = given.staticValue, !(number > 0) {
      throw Failure("'\(name)' must be above 0, not \(number)", culprit: .parameter(name))
    }
    guard given.type.shape != .column else { return given }
    return try .add(.multiply(close, Expression(constant: 0)), given)
  }
}

/// Inputs are take, stop and close, of highs and lows also open, high and low.
struct BarrierOperation: ColumnOperation {
  enum Output: String, CaseIterable { case label, ret, bars }

  static let labels = ["stop", "timeout", "take"]

  let output: Output
  /// The longest life of a trade.
  let life: Window
  /// The most bars that is.
  let horizon: Int
  let isRange: Bool
  var key: String { "barriers.\(output)(\(life.key),\(horizon),\(isRange))" }

  init(output: Output, life: Window, horizon: Int, isRange: Bool) {
    (self.output, self.life, self.horizon, self.isRange) = (output, life, horizon, isRange)
  }

  init(output: Output, horizon: Int, isRange: Bool) {
    self.init(output: output, life: .bars(horizon), horizon: horizon, isRange: isRange)
  }

  func type(of inputs: [Expression]) throws -> ValueType {
    ValueType(
      shape: .column, axis: try Expression.commonAxis(of: inputs, for: "barriers"),
      element: output == .label ? .category(Self.labels) : .number)
  }

  func reach(of inputs: [Expression]) -> Reach {
    inputs.map { $0.reach.union($0.reach.shifted(by: horizon)) }
      .reduce(inputs[0].reach) { $0.union($1) }
  }

  func evaluate(_ task: ColumnTask) throws {
    var end = task.rows.lowerBound
    for row in task.rows {
      if row & 0xFFF == 0 { try Interrupt.check() }
      end = self.end(of: row, task, from: end)
      let exit = end < task.rows.upperBound ? self.exit(task, row, end) : nil
      guard let exit else {
        task.output[row] = .nan
        continue
      }
      switch output {
      case .label: task.output[row] = exit.label
      case .ret: task.output[row] = exit.price / task.inputs[2][row] - 1
      case .bars: task.output[row] = Double(exit.bars)
      }
    }
  }

  private typealias Exit = (label: Double, price: Double, bars: Int)

  /// The row at which a trade ends at the latest; past the last row where there is none.
  private func end(of row: Int, _ task: ColumnTask, from start: Int) -> Int {
    switch life {
    case .bars(let count):
      count < task.rows.upperBound - row ? row + count : task.rows.upperBound
    case .duration(let length):
      task.axis.row(atLeast: length, after: row, from: start, in: task.rows)
    }
  }

  /// How the trade of a row ends; nil when something it needs is missing.
  private func exit(_ task: ColumnTask, _ row: Int, _ end: Int) -> Exit? {
    let (take, stop) = (task.inputs[0][row], task.inputs[1][row])
    let close = task.inputs[2]
    guard take > 0, stop > 0, close[row] > 0 else { return nil }
    let (top, bottom) = (close[row] * (1 + take), close[row] * (1 - stop))
    for bar in row + 1...end {
      let bars = bar - row
      guard !close[bar].isNaN else { return nil }
      if isRange {
        let (open, high, low) = (task.inputs[3][bar], task.inputs[4][bar], task.inputs[5][bar])
        guard !(open + high + low).isNaN else { return nil }
        if open <= bottom { return (0, open, bars) }
        if open >= top { return (2, open, bars) }
        if low <= bottom { return (0, bottom, bars) }
        if high >= top { return (2, top, bars) }
      } else {
        if close[bar] <= bottom { return (0, close[bar], bars) }
        if close[bar] >= top { return (2, close[bar], bars) }
      }
    }
    return (1, close[end], end - row)
  }
}

extension Axis {
  /// The first row at least a length of time after another; the end of the rows where there is none.
  ///
  /// - Parameter start: A row before which it is known not to be.
  fileprivate func row(
    atLeast length: Int64, after row: Int, from start: Int, in rows: Range<Int>
  ) -> Int {
    let time = Nanoseconds.add(times[row], length)
    var end = max(start, row + 1)
    while end < rows.upperBound, times[end] < time { end += 1 }
    return min(end, rows.upperBound)
  }
}
