import Testing

@testable import Runtime

/// Strategies without skill look like nothing, and an edge is found, by the probability of overfitting and
/// by the deflated Sharpe ratio.
@Suite struct NoSkillTests {
  private static func noise(_ strategies: Int, days: Int, draw: Int) -> [[Double]] {
    var noise = NormalNoise(seed: 21, stream: UInt32(draw))
    return (0..<strategies).map { _ in (0..<days).map { _ in 0.01 * noise.normal() } }
  }

  @Test func noiseIsOverfitHalfOfTheTime() throws {
    let values = try (0..<200).map { draw in
      try OverfitProbability(Self.noise(20, days: 256, draw: draw), blocks: 8).pbo
    }
    #expect((0.45...0.55).contains(LevelComparison.mean(values)))
    // Sums drawn as such have the distribution of sums of days.
    let sums = try OverfitNull.ofNoise(
      strategies: 20, rows: 256, blocks: 8, draws: 400, seed: 3, threads: 2)
    #expect(abs(sums.mean - LevelComparison.mean(values)) < 0.05)
    let sorted = values.sorted()
    #expect(abs(sums.lower - Statistics.quantile(sorted, 0.05)) < 0.08)
    #expect(abs(sums.upper - Statistics.quantile(sorted, 0.95)) < 0.08)
  }

  @Test(arguments: OverfitProbability.Judge.allCases)
  func aThousandRandomStrategies(_ judge: OverfitProbability.Judge) throws {
    let null = try OverfitNull.ofNoise(
      strategies: 1_000, rows: 250, blocks: 6, judge: judge, draws: 200, seed: 4, threads: 2)
    #expect((0.45...0.55).contains(null.mean))
    #expect(null.lower < 0.4 && null.upper > 0.6 && null.shareAsLow.isNaN)
  }

  @Test func aPlantedEdgeIsNotOverfit() throws {
    var columns = Self.noise(30, days: 480, draw: 1_000)
    columns[12] = columns[12].map { $0 + 0.002 }
    let found = try OverfitProbability(columns, blocks: 8)
    let null = try found.null(draws: 100, seed: 1, threads: 2)
    #expect(found.pbo < 0.1 && found.timesChosen[12] > 60)
    #expect(null.shareAsLow < 0.05 && (0.35...0.65).contains(null.mean))
    #expect(try found.null(draws: 100, seed: 1) == null)
    #expect(try found.dominance().isFirstOrder)
    let noise = try OverfitProbability(Self.noise(30, days: 480, draw: 1_001), blocks: 8)
    #expect(try noise.null(draws: 100, seed: 1).shareAsLow > 0.05)
  }

  /// Of the best of 1,000 ratios without skill, five in a hundred may pass.
  @Test func theBestOfManyIsDeflated() {
    let (days, trials) = (250, 1_000)
    func ratios(_ noise: inout NormalNoise) -> [Double] {
      (0..<trials).map { _ in
        let (sum, squares) = noise.block(of: days)
        let mean = sum / Double(days)
        return mean / ((squares - sum * mean) / Double(days - 1)).squareRoot()
      }
    }
    func deflated(_ best: Double, _ ratios: [Double]) -> DeflatedSharpe {
      DeflatedSharpe(
        ProbabilisticSharpe(sharpe: best, count: days), ratios: ratios, count: trials,
        periodsPerYear: 252)
    }
    var (passed, plain) = (0, 0)
    for draw in 0..<100 {
      var noise = NormalNoise(seed: 22, stream: UInt32(draw))
      let ratios = ratios(&noise)
      let result = deflated(ratios.max() ?? .nan, ratios)
      passed += result.probability > 0.95 ? 1 : 0
      plain += result.probabilityOverZero > 0.95 ? 1 : 0
    }
    #expect(passed <= 5 && plain == 100)
    var noise = NormalNoise(seed: 22, stream: 100)
    #expect(deflated(0.4, ratios(&noise)).probability > 0.99)
  }

  @Test func deflationOfWholeSeries() {
    let columns = Self.noise(40, days: 250, draw: 2_000)
    let trials = columns.map { DatedReturns(days: Array(0..<250), returns: $0) }
    let series = columns.map { ReturnSeries($0, periodsPerYear: 252) }
    let best = series.max { SharpeRatio.value(of: $0) < SharpeRatio.value(of: $1) }
    let result = DeflatedSharpe(best ?? series[0], trials: trials, count: 40)
    #expect(result.probability < 0.95 && result.probabilityOverZero > 0.9)
    #expect(abs(result.correlation) < 0.02 && result.effectiveTrials > 39)
    #expect(abs(result.variance * 250 - 1) < 0.5)
  }

  @Test func normalAndChiSquareNumbersHaveTheirMoments() {
    var noise = NormalNoise(seed: 5, stream: 0)
    let normals = (0..<20_000).map { _ in noise.normal() }
    let series = ReturnSeries(normals, periodsPerYear: 1)
    #expect(abs(series.mean) < 0.03 && abs(series.deviation - 1) < 0.02)
    #expect(abs(series.skew) < 0.06 && abs(series.kurtosis - 3) < 0.12)
    for count in [1, 2, 3, 40] {
      let squares = (0..<10_000).map { _ in noise.squares(count) }
      let size = Double(count)
      #expect(abs(LevelComparison.mean(squares) / size - 1) < 0.05)
      let deviation = LevelComparison.deviation(squares)
      #expect(abs(deviation * deviation / (2 * size) - 1) < 0.1)
    }
    #expect(noise.squares(0) == 0)
  }
}
