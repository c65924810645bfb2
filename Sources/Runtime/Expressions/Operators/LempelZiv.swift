@preconcurrency import Glibc

/// How many different patterns a window's ups and downs hold.
enum LempelZiv: Operator {
  static let signature = Signature(
    "lempel_ziv", group: OperatorGroup.statistics,
    "how many new patterns a window holds, about 1 for noise",
    details: """
      lempel_ziv(x, n) = c log2(n) / n, c the number of words of the LZ76 parsing of the signs
      x > median of the window. Warm-up: n - 1 bars. Source: Lempel and Ziv (1976), "On the complexity of
      finite sequences"; Kaspar and Schuster (1987) for the algorithm.
      """,
    positionals: [.x, .bars("the window, at least 2")],
    examples: [Example("lempel_ziv(pct(close), 40)")],
    keywords: ["complexity", "lz76", "compression", "entropy"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("n", atLeast: 2)
    return .series(
      try .sliding(PatternCount(), [call.column("x")], bars, origin: call.origin))
  }
}

struct PatternCount: WindowFunction {
  let key = "lempelziv"

  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    let median = OrderedWindow(sorted: x.sorted()).quantile(0.5)
    let words = Self.words(x.map { $0 > median })
    return Double(words) * log2(Double(x.count)) / Double(x.count)
  }

  /// Words of the parsing: each is the shortest that did not occur before.
  static func words(_ bits: [Bool]) -> Int {
    var (words, first) = (1, 1)
    while first < bits.count {
      var longest = 1
      for start in 0..<first {
        var length = 0
        while first + length < bits.count, bits[start + length] == bits[first + length] {
          length += 1
        }
        if first + length >= bits.count { return words + 1 }
        longest = max(longest, length + 1)
      }
      words += 1
      first += longest
    }
    return words
  }
}
