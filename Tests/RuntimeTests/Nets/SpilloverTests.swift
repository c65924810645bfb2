import Testing

@testable import Runtime

/// The spillover graph and one step of `gsphar` on it against numpy and PyTorch
/// (Tests/Reference/spillover.py).
@Suite struct SpilloverTests {
  static let series: [[Double]] = {
    var series: [[Double]] = []
    for date in 0..<120 {
      series.append(
        (0..<5).map { symbol in
          let own = 0.01 + 0.004 * Double((date * (2 * symbol + 3) * 31 + symbol * 7) % 97) / 97
          return own + (date > 0 ? 0.3 * series[date - 1][(symbol + 1) % 5] : 0)
        })
    }
    return series
  }()

  /// As features hold it, in float32.
  static let training = series[..<82].joined().map { Double(Float($0)) }

  static func reference(_ name: String) throws -> [Double] {
    let rows = try EngineReferenceTests.table("spillover")
    return try #require(rows.first { $0[0] == name }).dropFirst().compactMap(Double.init)
  }

  static func expect(
    _ found: [Double], _ name: String, within tolerance: Double,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try reference(name)
    #expect(found.count == expected.count, sourceLocation: location)
    for (a, b) in zip(found, expected) {
      #expect(abs(a - b) <= tolerance, "\(name)", sourceLocation: location)
    }
  }

  @Test func sharesFollowNumpy() throws {
    let spillover = try VolatilitySpillover(Self.training, dates: Array(0..<82), size: 5)
    try Self.expect(spillover.coefficients, "coefficients", within: 1e-10)
    try Self.expect(spillover.covariance, "covariance", within: 1e-13)
    try Self.expect(spillover.shares, "shares", within: 1e-11)
  }

  @Test func eigenbasisFollowsNumpy() throws {
    var adjacency = try Self.reference("shares")
    for symbol in 0..<5 { adjacency[symbol * 6] = 0 }
    let laplacian = MagneticLaplacian(adjacency, size: 5)
    try Self.expect(laplacian.real, "laplacian_real", within: 1e-14)
    try Self.expect(laplacian.imaginary, "laplacian_imaginary", within: 1e-14)
    let eigen = try HermitianEigen(
      real: laplacian.real, imaginary: laplacian.imaginary, size: 5)
    try Self.expect(eigen.values, "eigenvalues", within: 1e-13)
    try Self.expect(eigen.real, "basis_real", within: 1e-12)
    try Self.expect(eigen.imaginary, "basis_imaginary", within: 1e-12)
  }

  static func dataset(_ value: @escaping (Int, Int) -> Double) throws -> Dataset {
    let frame = Fixture.panel((0..<5).map { ("S\($0)", 0, 120) }, [("rv", value)])
    return try Dataset(
      Fixture.features(frame, ["rv"]), targets: [Fixture.target(frame, "rv", lead: 1)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  @Test func networkFollowsPyTorch() throws {
    let dataset = try Self.dataset { Self.series[$1][$0] }
    #expect(try dataset.part(.train).rows.count == 5 * 82)
    let options = BoundOptions([
      "lags": .list([.number(1), .number(3)]), "graph": .text("spillover"),
      "raw": .boolean(true),
    ])
    let network = try ModelRecipe(GspharNetwork.self, options).network(for: dataset)
    #expect(network.sources[0].width == 10)
    let assembly = Assembly(dataset: dataset, network: network, loss: .mse)
    let parameters = try network.parameters.map {
      try Expression.parameter($0.name, shape: $0.shape)
    }
    let graph = try assembly.graph(batch: 4)
    let program = try Compiler.training(
      loss: graph.loss.value, parameters: parameters,
      outputs: [ProgramOutput("prediction", graph.predictions[0].expression)], precision: .float64)
    let engine = try BatchEngine(program, size: 4, network: network, values: Fixture.values)
    let table = network.space.samples(of: try dataset.part(.train), in: dataset, lookahead: 1)
    try engine.feed(table, (0..<Int32(table.count)).map { $0 }, from: 5)
    let weights: [Double] = (0..<program.weightCount).map { Double(($0 * 37) % 101) / 100 - 0.5 }
    try engine.executor.set(.weights, to: weights)
    // The spectrum is held in float32.
    let result = try engine.executor.computeGradient()
    try Self.expect([result.loss], "loss", within: 1e-7)
    try Self.expect(engine.executor.output("prediction"), "prediction", within: 1e-7)
    let gradient: [Double] = try engine.executor.values(of: .gradient)
    try Self.expect(gradient, "gradient", within: 1e-7)
  }

  /// Both channels of the mixture learn on a directed graph.
  @Test func imaginaryChannelIsAlive() throws {
    let graph = try SpectralGraph(.spillover, series: Self.training, size: 5)
    let spectrum = graph.forward(Array(Self.training[..<5]))
    #expect(spectrum.count == 10)
    #expect(spectrum[5...].contains { abs($0) > 1e-4 })
  }

  @Test func onlyTrainingRowsReachTheGraph() throws {
    func basis(_ tail: Double) throws -> SpectralGraph {
      let dataset = try Self.dataset { symbol, day in
        Self.series[day][symbol] * (day < 83 ? 1 : tail)
      }
      return try SpectralPanel(dataset, graph: .spillover).graph
    }
    let (plain, other) = (try basis(1), try basis(7))
    #expect(plain.basis == other.basis && plain.imaginary == other.imaginary)
  }

  @Test func gapsBetweenDatesLeaveThePairOut() throws {
    let whole = try VolatilitySpillover(Self.training, dates: Array(0..<82), size: 5)
    let cut = try VolatilitySpillover(
      Self.training, dates: Array(0..<40) + Array(50..<92), size: 5)
    #expect(whole.coefficients != cut.coefficients)
  }

  @Test func unfitSeriesAreRefused() {
    #expect(throws: Failure.self) {
      try VolatilitySpillover([Double](repeating: 0, count: 60), dates: Array(0..<30), size: 2)
    }
    #expect(throws: Failure.self) {
      try VolatilitySpillover([1, 2, 3, 4], dates: [0, 1], size: 2)
    }
  }

  @Test func badHermitianMatricesAreRefused() {
    #expect(throws: Failure.self) {
      try HermitianEigen(real: [1, .nan, .nan, 1], imaginary: [0, 0, 0, 0], size: 2)
    }
    #expect(throws: Failure.self) { try HermitianEigen(real: [1], imaginary: [0], size: 2) }
  }
}
