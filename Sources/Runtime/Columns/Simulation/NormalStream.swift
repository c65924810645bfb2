import Glibc

/// Standard normal numbers that are a function of seed, stream, step and count alone.
///
/// - Source: Box, Muller (1958).
struct NormalStream {
  private let random: CounterRandom
  private var step = 0
  private var element = 0
  private var kept = Double.nan

  init(seed: UInt64, stream: UInt32) {
    random = CounterRandom(seed: seed, purpose: .simulation, stream: stream)
  }

  /// Starts the numbers of a step.
  mutating func begin(step: Int) {
    self.step = step
    element = 0
    kept = .nan
  }

  mutating func next() -> Double {
    if !kept.isNaN {
      defer { kept = .nan }
      return kept
    }
    // Away from 0, whose logarithm is infinite.
    let radius = (-2 * log(1 - random.uniform(step: step, element: element))).squareRoot()
    let angle = 2 * Double.pi * random.uniform(step: step, element: element + 1)
    element += 2
    kept = radius * sin(angle)
    return radius * cos(angle)
  }

  /// The first number of a step of its own.
  mutating func next(step: Int) -> Double {
    begin(step: step)
    return next()
  }
}
