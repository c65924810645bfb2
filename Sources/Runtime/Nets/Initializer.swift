/// What weights are before training.
public enum Initializer: Sendable, Equatable {
  case constant(Double)
  /// Uniform between `-bound` and `bound`.
  case uniform(Double)
  /// One number each.
  case values([Double])

  /// PyTorch's default of linear layers, weight and bias alike: `U(-1/√fanIn, 1/√fanIn)`.
  public static func linear(fanIn: Int) -> Initializer {
    .uniform(1 / Double(max(1, fanIn)).squareRoot())
  }

  /// The numbers of a parameter: a function of (seed, stream, element) alone.
  func values(count: Int, seed: UInt64, stream: UInt32) -> [Double] {
    switch self {
    case .constant(let value): return [Double](repeating: value, count: count)
    case .values(let numbers):
      return (0..<count).map { $0 < numbers.count ? numbers[$0] : 0 }
    case .uniform(let bound):
      let random = CounterRandom(seed: seed, purpose: .weights, stream: stream)
      return (0..<count).map { bound * (2 * random.uniform(step: 0, element: $0) - 1) }
    }
  }
}
