import CKernels

/// An exponential average that starts with the plain mean of its first `bars` values.
///
/// After the seed `a[t] = a[t-1] + weight (x[t] - a[t-1])`.
/// - Edge cases: a missing cell stays missing and leaves the average as it was.
/// - Source: TA-Lib, `EMA` (weight `2 / (n + 1)`) and Wilder's smoothing (weight `1 / n`).
struct SeededAverage: RecursiveOperation {
  let bars: Int
  let weight: Double
  /// Present values to pass over before the seed, as TA-Lib's MACD does for its fast average.
  var skipped = 0

  var key: String { "seeded(\(bars),\(weight),\(skipped))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  struct State {
    var seen = 0
    /// Before the seed the sum of the values.
    var average = 0.0
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let x = task.inputs[0]
    for row in task.rows {
      guard state.seen < skipped + bars else {
        return smooth(x, task.output, row..<task.rows.upperBound, &state.average)
      }
      task.output[row] = .nan
      guard !x[row].isNaN else { continue }
      state.seen += 1
      if state.seen > skipped { state.average += x[row] }
      if state.seen == skipped + bars {
        state.average /= Double(bars)
        task.output[row] = state.average
      }
    }
  }

  private static let kernel = fml_table_double().pointee.smooth

  /// The rows after the seed.
  private func smooth(
    _ x: UnsafeBufferPointer<Double>, _ output: UnsafeMutableBufferPointer<Double>,
    _ rows: Range<Int>, _ average: inout Double
  ) {
    guard let x = x.baseAddress, let output = output.baseAddress, let kernel = Self.kernel
    else { return }
    average = kernel(
      x + rows.lowerBound, output + rows.lowerBound, Int64(rows.count), weight, average)
  }
}

/// Wilder's running sum: the first `bars - 1` values, then `s - s / bars + x`.
///
/// - Source: TA-Lib, `PLUS_DM`, `MINUS_DM` and the true range inside `ADX`.
struct WilderSum: RecursiveOperation {
  let bars: Int
  var key: String { "wildersum(\(bars))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  struct State {
    var seen = 0
    var sum = 0.0
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let x = task.inputs[0]
    for row in task.rows {
      guard !x[row].isNaN else {
        task.output[row] = .nan
        continue
      }
      state.seen += 1
      let kept = state.seen < bars ? state.sum : state.sum - state.sum / Double(bars)
      state.sum = kept + x[row]
      task.output[row] = state.seen < bars ? .nan : state.sum
    }
  }
}

extension Expression {
  /// TA-Lib's exponential average.
  static func ema(_ x: Expression, _ bars: Int, skipping skipped: Int = 0, origin: Origin? = nil)
    throws -> Expression
  {
    let weight = 2 / (Double(bars) + 1)
    return try Expression(
      SeededAverage(bars: bars, weight: weight, skipped: skipped), [x], origin: origin)
  }

  /// Wilder's average.
  static func wilder(_ x: Expression, _ bars: Int, origin: Origin? = nil) throws -> Expression {
    try Expression(SeededAverage(bars: bars, weight: 1 / Double(bars)), [x], origin: origin)
  }
}
