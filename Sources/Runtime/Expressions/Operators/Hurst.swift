@preconcurrency import Glibc

/// The memory of returns, by rescaled ranges.
enum Hurst: Operator {
  static let signature = Signature(
    "hurst", group: OperatorGroup.statistics,
    "the Hurst exponent of returns: above 0.5 they persist, below they revert",
    details: """
      hurst(r, n): the slope of ln(R/S) on ln(m) over the chunk lengths m = 2 ... min(19, n / 2), held in
      [0, 1]. R/S is the mean over the window's whole chunks of the range of their cumulated deviations by
      their standard deviation (ddof 0); chunks without spread are left out. Short windows bias it upwards.
      Warm-up: n - 1 bars. Source: Hurst (1951); Mandelbrot and Wallis (1969).
      """,
    positionals: [Parameter("r", .series, "returns"), .bars("the window, at least 8")],
    examples: [Example("hurst(logret(close), 60)")],
    keywords: ["rescaled range", "long memory", "persistence", "fractal"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("n", atLeast: 8)
    return .series(
      try .sliding(RescaledRange(), [call.column("r")], bars, origin: call.origin))
  }
}

struct RescaledRange: WindowFunction {
  let key = "hurst"

  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    var (lengths, ranges) = ([Double](), [Double]())
    for length in 2...max(2, min(19, x.count / 2)) {
      let mean = meanRange(x, length)
      guard mean > 0 else { continue }
      lengths.append(log(Double(length)))
      ranges.append(log(mean))
    }
    guard lengths.count > 1 else { return 0.5 }
    return min(1, max(0, LineFit(x: lengths, y: ranges).slope))
  }

  private func meanRange(_ x: UnsafeBufferPointer<Double>, _ length: Int) -> Double {
    var (sum, count) = (0.0, 0.0)
    for start in stride(from: 0, through: x.count - length, by: length) {
      let range = rescaledRange(.init(rebasing: x[start..<start + length]))
      if range > 0 { (sum, count) = (sum + range, count + 1) }
    }
    return count > 0 ? sum / count : 0
  }

  private func rescaledRange(_ chunk: UnsafeBufferPointer<Double>) -> Double {
    let mean = chunk.reduce(0, +) / Double(chunk.count)
    var (total, low, high, squares) = (0.0, Double.infinity, -Double.infinity, 0.0)
    for value in chunk {
      total += value - mean
      squares += (value - mean) * (value - mean)
      (low, high) = (min(low, total), max(high, total))
    }
    let deviation = (squares / Double(chunk.count)).squareRoot()
    return deviation > 0 ? (high - low) / deviation : 0
  }
}
