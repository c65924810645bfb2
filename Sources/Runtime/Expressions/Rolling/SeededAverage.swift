/// An exponential average that starts with the plain mean of its first `bars` values.
///
/// After the seed `a[t] = a[t-1] + weight (x[t] - a[t-1])`.
/// - Edge cases: a missing cell stays missing and leaves the average as it was.
/// - Source: TA-Lib, `EMA` (weight `2 / (n + 1)`) and Wilder's smoothing (weight `1 / n`).
struct SeededAverage: ColumnOperation {
  let bars: Int
  let weight: Double
  /// Present values to pass over before the seed, as TA-Lib's MACD does for its fast average.
  var skipped = 0

  var key: String { "seeded(\(bars),\(weight),\(skipped))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  func evaluate(_ task: ColumnTask) throws {
    let x = task.inputs[0]
    var (seen, average) = (0, 0.0)
    for row in task.rows {
      guard !x[row].isNaN else {
        task.output[row] = .nan
        continue
      }
      seen += 1
      let count = seen - skipped
      if count <= 0 {
        task.output[row] = .nan
      } else if count <= bars {
        average += x[row]
        if count == bars { average /= Double(bars) }
        task.output[row] = count == bars ? average : .nan
      } else {
        average += weight * (x[row] - average)
        task.output[row] = average
      }
    }
  }
}

/// Wilder's running sum: the first `bars - 1` values, then `s - s / bars + x`.
///
/// - Source: TA-Lib, `PLUS_DM`, `MINUS_DM` and the true range inside `ADX`.
struct WilderSum: ColumnOperation {
  let bars: Int
  var key: String { "wildersum(\(bars))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  func evaluate(_ task: ColumnTask) throws {
    let x = task.inputs[0]
    var (seen, sum) = (0, 0.0)
    for row in task.rows {
      guard !x[row].isNaN else {
        task.output[row] = .nan
        continue
      }
      seen += 1
      sum = seen < bars ? sum + x[row] : sum - sum / Double(bars) + x[row]
      task.output[row] = seen < bars ? .nan : sum
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
