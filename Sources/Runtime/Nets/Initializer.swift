@preconcurrency import Glibc

/// What weights are before training.
public enum Initializer: Sendable, Equatable {
  case constant(Double)
  /// Uniform between `-bound` and `bound`.
  case uniform(Double)
  /// Normal with mean 0.
  case normal(Double)
  /// Normal with mean 0, drawn again beyond two deviations and widened to the deviation given.
  ///
  /// - Source: Keras's `VarianceScaling(distribution="truncated_normal")`.
  case truncatedNormal(Double)
  /// Rows of this many numbers whose columns are orthonormal; of more columns than rows the rows.
  case orthogonal(columns: Int)
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
    case .normal(let deviation):
      return Self.normals(count, seed, stream).map { deviation * $0 }
    case .truncatedNormal(let deviation):
      // 0.8796... is the deviation of a standard normal cut at two.
      return Self.truncated(count, seed, stream).map { deviation / 0.879_625_661_034_239_78 * $0 }
    case .orthogonal(let columns):
      let width = max(1, min(columns, count))
      return Self.orthonormal(Self.normals(count, seed, stream), rows: count / width, width)
    }
  }

  /// Box and Muller's, two steps of the stream for each.
  private static func normals(_ count: Int, _ seed: UInt64, _ stream: UInt32) -> [Double] {
    let random = CounterRandom(seed: seed, purpose: .weights, stream: stream)
    return (0..<count).map { place in
      let radius = (-2 * log(1 - random.uniform(step: 0, element: place))).squareRoot()
      return radius * cos(2 * Double.pi * random.uniform(step: 1, element: place))
    }
  }

  /// Normals within two deviations: each is drawn again until it lies there.
  private static func truncated(_ count: Int, _ seed: UInt64, _ stream: UInt32) -> [Double] {
    let random = CounterRandom(seed: seed, purpose: .weights, stream: stream)
    return (0..<count).map { place in
      for step in 0..<64 {
        let radius = (-2 * log(1 - random.uniform(step: 2 * step, element: place))).squareRoot()
        let angle = 2 * Double.pi * random.uniform(step: 2 * step + 1, element: place)
        let value = radius * cos(angle)
        if abs(value) <= 2 { return value }
      }
      return 0
    }
  }

  /// Gram and Schmidt's process, twice for accuracy.
  ///
  /// - Complexity: O(rows columns min(rows, columns)).
  private static func orthonormal(_ values: [Double], rows: Int, _ columns: Int) -> [Double] {
    let isTall = rows >= columns
    let (count, length) = isTall ? (columns, rows) : (rows, columns)
    func place(_ vector: Int, _ entry: Int) -> Int {
      isTall ? entry * columns + vector : vector * columns + entry
    }
    var vectors = (0..<count).map { vector in
      (0..<length).map { values[place(vector, $0)] }
    }
    for vector in 0..<count {
      for _ in 0..<2 {
        for earlier in 0..<vector {
          let other = vectors[earlier]
          let dot = (0..<length).reduce(0.0) { $0 + vectors[vector][$1] * other[$1] }
          for entry in 0..<length { vectors[vector][entry] -= dot * other[entry] }
        }
      }
      let norm = vectors[vector].reduce(0) { $0 + $1 * $1 }.squareRoot()
      for entry in 0..<length { vectors[vector][entry] /= norm > 0 ? norm : 1 }
    }
    var output = values
    for vector in 0..<count {
      for entry in 0..<length { output[place(vector, entry)] = vectors[vector][entry] }
    }
    return output
  }
}
