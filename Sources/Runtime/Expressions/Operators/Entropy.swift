@preconcurrency import Glibc

/// The entropy of the values of a window.
enum Entropy: Operator {
  static let signature = Signature(
    "entropy", group: OperatorGroup.statistics,
    "the Shannon entropy of the values of a window, in bits",
    details: """
      entropy(x, n) = -sum(p log2 p) over the shares p of a histogram of the window with bins of equal width
      between its least and largest value; bins= is max(3, ceil(1 + log2 n)) unless given. 0 where x is
      constant. Unit: bits. Warm-up: n - 1 bars. Source: numpy `histogram`, scipy `entropy`.
      """,
    positionals: [.x, .bars("the window, at least 2")],
    options: [
      Parameter(
        "bins", .integer, default: .absent, unit: "bins", in: 2...1000, "bins of the histogram")
    ],
    examples: [Example("entropy(pct(close), 20)")],
    keywords: ["shannon", "information", "disorder"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("n", atLeast: 2)
    let bins =
      try call.has("bins")
      ? call.integer("bins", atLeast: 2) : max(3, Int((1 + log2(Double(bars))).rounded(.up)))
    return .series(
      try .sliding(HistogramEntropy(bins: bins), [call.column("x")], bars, origin: call.origin))
  }
}

struct HistogramEntropy: WindowFunction {
  let bins: Int
  var key: String { "entropy\(bins)" }

  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    guard let low = x.min(), let high = x.max(), low < high, (high - low).isFinite else {
      return 0
    }
    var counts = [Double](repeating: 0, count: bins)
    for value in x { counts[bin(of: value, low, high)] += 1 }
    var sum = 0.0
    for count in counts where count > 0 {
      let share = count / Double(x.count)
      sum -= share * log2(share)
    }
    return sum
  }

  /// Bins are closed on the left, the last on both sides; an edge decides where rounding does not.
  private func bin(of value: Double, _ low: Double, _ high: Double) -> Int {
    let step = (high - low) / Double(bins)
    func edge(_ index: Int) -> Double { index == bins ? high : low + Double(index) * step }
    var index = min(bins - 1, Int((value - low) / (high - low) * Double(bins)))
    if value < edge(index) { index -= 1 }
    if index + 1 < bins, value >= edge(index + 1) { index += 1 }
    return max(0, index)
  }
}
