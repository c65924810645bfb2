import Testing

@testable import Runtime

struct SpectralGraphTests {
  static let series: [Double] = (0..<200 * 6).map { place in
    let (date, symbol) = (place / 6, place % 6)
    let own = Double((date * (symbol + 2) * 7919) % 101)
    let common = Double(date % 11) * 9
    return symbol < 3 ? own + common : own
  }

  @Test func basisIsOrthonormalWithFixedSigns() throws {
    let graph = try SpectralGraph(.corr, series: Self.series, size: 6)
    for a in 0..<6 {
      let column = (0..<6).map { graph.basis[$0 * 6 + a] }
      #expect((column.max() ?? 0) >= -(column.min() ?? 0) - 1e-9)
      for b in 0..<6 {
        let product = (0..<6).reduce(0) { $0 + column[$1] * graph.basis[$1 * 6 + b] }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test func basisDiagonalisesTheLaplacian() throws {
    // 2 x 2: L = [[1, -1], [-1, 1]] whatever the correlation, eigenvalues 0 and 2.
    let basis = try SymmetricEigen([1, -1, -1, 1], size: 2)
    #expect(abs(basis.values[0]) < 1e-14)
    #expect(abs(basis.values[1] - 2) < 1e-14)
    let root = 0.5.squareRoot()
    #expect(abs(basis.vectors[0] - root) < 1e-14)
    #expect(abs(basis.vectors[2] - root) < 1e-14)
  }

  @Test func correlationsMatchTheScore() {
    let matrix = SpectralGraph.correlations(Self.series, 6)
    let columns = (0..<6).map { symbol in (0..<200).map { Self.series[$0 * 6 + symbol] } }
    for a in 0..<6 {
      for b in 0..<6 {
        let expected = Correlation.value(
          of: ScorePairs(predictions: columns[a], truths: columns[b]))
        #expect(abs(matrix[a * 6 + b] - expected) < 1e-12)
      }
    }
  }

  @Test func forwardAndBackIsIdentity() throws {
    let graph = try SpectralGraph(.corr, series: Self.series, size: 6)
    let spectrum = graph.forward(Array(Self.series[..<6]))
    for symbol in 0..<6 {
      let back = (0..<6).reduce(0.0) { $0 + graph.basis[symbol * 6 + $1] * Double(spectrum[$1]) }
      #expect(abs(back - Self.series[symbol]) < 1e-4)
    }
  }

  @Test func onlyTrainingRowsReachTheGraph() throws {
    func basis(_ tail: Double) throws -> [Double] {
      let frame = Fixture.panel(
        [("A", 0, 100), ("B", 0, 100), ("C", 0, 100)],
        [
          (
            "rv",
            { symbol, day in
              let early = Double((day * (symbol * 5 + 3)) % 19)
              return day < 60 ? early : tail * Double(symbol + day)
            }
          )
        ])
      let d = try Dataset(
        Fixture.features(frame, ["rv"]), targets: [Fixture.target(frame, "rv", lead: 1)],
        split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
      return try SpectralPanel(d, graph: .corr).graph.basis
    }
    #expect(try basis(1) == basis(-1000))
  }

  @Test func missingNumbersAreRefused() {
    #expect(throws: Failure.self) { try SymmetricEigen([1, .nan, .nan, 1], size: 2) }
  }
}
