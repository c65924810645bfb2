import Glibc

/// Normal and chi-square numbers that are a function of seed and stream alone.
struct NormalNoise {
  private let random: CounterRandom
  private var element = 0
  private var kept = Double.nan

  init(seed: UInt64, stream: UInt32) {
    random = CounterRandom(seed: seed, purpose: .bootstrap, stream: stream)
  }

  /// In (0, 1).
  private mutating func uniform() -> Double {
    defer { element += 1 }
    // A step of its own: draws of a bootstrap count theirs from 0.
    return 1 - random.uniform(step: -1, element: element)
  }

  /// - Source: Box, Muller (1958).
  mutating func normal() -> Double {
    if !kept.isNaN {
      defer { kept = .nan }
      return kept
    }
    let radius = (-2 * log(uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    kept = radius * sin(angle)
    return radius * cos(angle)
  }

  /// The sum of that many squares of normal numbers.
  ///
  /// - Source: Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM TOMS 2000.
  mutating func squares(_ count: Int) -> Double {
    guard count > 1 else {
      let one = normal()
      return count == 1 ? one * one : 0
    }
    let d = Double(count) / 2 - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      let v = root * root * root
      if v > 0, log(uniform()) < 0.5 * z * z + d - d * v + d * log(v) { return 2 * d * v }
    }
  }

  /// The sum of so many normal numbers and the sum of their squares, without drawing each: the sum of
  /// the squares around their mean is a chi-square number of one degree less.
  mutating func block(of count: Int) -> (sum: Double, squares: Double) {
    let sum = normal() * Double(count).squareRoot()
    return (sum, sum * sum / Double(count) + squares(count - 1))
  }
}
