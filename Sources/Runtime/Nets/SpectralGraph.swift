/// The graph between the symbols of a panel and the basis it gives.
struct SpectralGraph: Sendable {
  enum Kind: String, CaseIterable { case corr, identity }

  let kind: Kind
  let size: Int
  /// `basis[symbol * size + k]`: orthonormal columns.
  let basis: [Double]

  /// From the series of the training dates only.
  ///
  /// `corr`: `L = I - D^-½ A D^-½` with `A = |correlation|`, diagonal 0, and D its row sums.
  /// - Parameter series: `series[date * size + symbol]` of the training dates.
  init(_ kind: Kind, series: [Double], size: Int) throws {
    self.kind = kind
    self.size = size
    switch kind {
    case .identity:
      basis = (0..<size * size).map { $0 / size == $0 % size ? 1 : 0 }
    case .corr:
      let laplacian = Self.laplacian(Self.correlations(series, size), size)
      basis = try Eigenbasis(symmetric: laplacian, size: size).vectors
    }
  }

  /// Pearson correlations; 0 where a symbol does not vary.
  static func correlations(_ series: [Double], _ size: Int) -> [Double] {
    let dates = series.count / max(1, size)
    var means = [Double](repeating: 0, count: size)
    for date in 0..<dates {
      for symbol in 0..<size { means[symbol] += series[date * size + symbol] / Double(dates) }
    }
    var sums = [Double](repeating: 0, count: size * size)
    for date in 0..<dates {
      for a in 0..<size {
        let x = series[date * size + a] - means[a]
        for b in 0...a { sums[a * size + b] += x * (series[date * size + b] - means[b]) }
      }
    }
    var output = [Double](repeating: 0, count: size * size)
    for a in 0..<size {
      for b in 0...a {
        let scale = (sums[a * size + a] * sums[b * size + b]).squareRoot()
        let value = a == b ? 1 : scale > 0 ? sums[a * size + b] / scale : 0
        output[a * size + b] = value
        output[b * size + a] = value
      }
    }
    return output
  }

  private static func laplacian(_ correlations: [Double], _ size: Int) -> [Double] {
    var adjacency = correlations.map(abs)
    for symbol in 0..<size { adjacency[symbol * size + symbol] = 0 }
    let roots = (0..<size).map { symbol in
      let degree = adjacency[symbol * size..<(symbol + 1) * size].reduce(0, +)
      return degree > 0 ? 1 / degree.squareRoot() : 0
    }
    return (0..<size * size).map { place in
      let (a, b) = (place / size, place % size)
      return (a == b ? 1 : 0) - roots[a] * adjacency[place] * roots[b]
    }
  }

  /// `Uᵀ x` for every date: `rows[date * size + k]`.
  func forward(_ series: [Double]) -> [Float] {
    var output = [Float](repeating: 0, count: series.count)
    for date in 0..<series.count / max(1, size) {
      for k in 0..<size {
        var sum = 0.0
        for symbol in 0..<size {
          sum += series[date * size + symbol] * basis[symbol * size + k]
        }
        output[date * size + k] = Float(sum)
      }
    }
    return output
  }
}
