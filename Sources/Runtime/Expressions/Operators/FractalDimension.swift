@preconcurrency import Glibc

/// How rough a path is.
enum FractalDimension: Operator {
  static let signature = Signature(
    "fractal_dimension", group: OperatorGroup.statistics,
    "Higuchi's dimension of a path: 1 is a line, 2 fills the plane",
    details: """
      The slope of ln L(k) on ln(1 / k) for k = 1 ... k_max, L(k) the mean over m = 1 ... k of the length of
      the path x[m], x[m + k], x[m + 2k], ..., scaled by (n - 1) / (floor((n - m) / k) k^2); held in [1, 2].
      1 where x is constant. Warm-up: n - 1 bars. Source: Higuchi (1988), "Approach to an irregular time
      series on the basis of the fractal theory".
      """,
    positionals: [.x, .bars("the window, at least 4")],
    options: [
      Parameter(
        "k", .integer, default: .number(7), unit: "bars", in: 2...1000,
        "the longest step, below half the window")
    ],
    examples: [Example("fractal_dimension(close, 20)")],
    keywords: ["higuchi", "roughness", "fractal"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (bars, steps) = (try call.integer("n", atLeast: 4), try call.integer("k", atLeast: 2))
    guard steps * 2 <= bars else {
      throw Failure("'k' must be at most half the window of \(bars) bars", culprit: .parameter("k"))
    }
    return .series(
      try .sliding(HiguchiSlope(steps: steps), [call.column("x")], bars, origin: call.origin))
  }
}

struct HiguchiSlope: WindowFunction {
  let steps: Int
  var key: String { "higuchi\(steps)" }

  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    let lengths = (1...steps).map { length(x, step: $0) }
    guard lengths.allSatisfy({ $0 > 0 }) else { return 1 }
    let slope = LineFit(
      x: (1...steps).map { -log(Double($0)) }, y: lengths.map { log($0) }
    ).slope
    return min(2, max(1, slope))
  }

  private func length(_ x: UnsafeBufferPointer<Double>, step: Int) -> Double {
    var sum = 0.0
    for start in 0..<step {
      let pieces = (x.count - 1 - start) / step
      var path = 0.0
      for piece in stride(from: 1, through: pieces, by: 1) {
        path += abs(x[start + piece * step] - x[start + (piece - 1) * step])
      }
      let scale = Double(x.count - 1) / Double(pieces * step)
      sum += path * scale / Double(step)
    }
    return sum / Double(step)
  }
}
