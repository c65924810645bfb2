/// The graph between the symbols of a panel and the basis it gives.
struct SpectralGraph: Sendable {
  enum Kind: String, CaseIterable { case corr, identity, spillover }

  let kind: Kind
  let size: Int
  /// `basis[symbol * size + k]`: orthonormal columns, real part.
  let basis: [Double]
  /// The imaginary part; nil where the graph is undirected and the basis real.
  let imaginary: [Double]?

  /// Numbers per date in the basis: of real and, where there are any, imaginary parts.
  var width: Int { imaginary == nil ? size : 2 * size }

  /// From the series of the training dates only.
  ///
  /// `corr`: `L = I - D^-½ A D^-½` with `A = |correlation|`, diagonal 0, and D its row sums.
  /// `spillover`: the magnetic Laplacian, q = 0.25, of the volatility spillovers without diagonal.
  /// - Parameters:
  ///   - series: `series[date * size + symbol]` of the training dates.
  ///   - dates: The number of each date, so that neighbours are known; nil where all are.
  init(_ kind: Kind, series: [Double], dates: [Int]? = nil, size: Int) throws {
    self.kind = kind
    self.size = size
    switch kind {
    case .identity:
      basis = (0..<size * size).map { $0 / size == $0 % size ? 1 : 0 }
      imaginary = nil
    case .corr:
      let laplacian = Self.laplacian(Self.correlations(series, size), size)
      basis = try SymmetricEigen(laplacian, size: size).vectors
      imaginary = nil
    case .spillover:
      let dates = dates ?? Array(0..<series.count / max(1, size))
      var adjacency = try VolatilitySpillover(series, dates: dates, size: size).shares
      for symbol in 0..<size { adjacency[symbol * size + symbol] = 0 }
      let laplacian = MagneticLaplacian(adjacency, size: size)
      let eigen = try HermitianEigen(
        real: laplacian.real, imaginary: laplacian.imaginary, size: size)
      (basis, imaginary) = (eigen.real, eigen.imaginary)
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

  /// `Uᴴ x` for every date: `rows[date * width + k]`, imaginary parts after the real ones.
  func forward(_ series: [Double]) -> [Float] {
    let dates = series.count / max(1, size)
    var output = [Float](repeating: 0, count: dates * width)
    for (part, vectors) in [basis, imaginary?.map { -$0 }].compactMap(\.self).enumerated() {
      for date in 0..<dates {
        for k in 0..<size {
          var sum = 0.0
          for symbol in 0..<size {
            sum += series[date * size + symbol] * vectors[symbol * size + k]
          }
          output[date * width + part * size + k] = Float(sum)
        }
      }
    }
    return output
  }

  /// The matrix B of `y = U (r + i m)`: `[r, m] B` has the real and imaginary part of every symbol
  /// side by side.
  ///
  /// - Shape: `[2 size, 2 size]`, row-major.
  var back: [Double] {
    let zero = [Double](repeating: 0, count: size * size)
    let phase = imaginary ?? zero
    return (0..<4 * size * size).map { place in
      let (row, column) = (place / (2 * size), place % (2 * size))
      let entry = column / 2 * size + row % size
      switch (row < size, column % 2 == 0) {
      case (true, true), (false, false): return basis[entry]
      case (true, false): return phase[entry]
      case (false, true): return -phase[entry]
      }
    }
  }
}
