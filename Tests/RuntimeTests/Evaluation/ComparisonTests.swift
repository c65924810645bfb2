import Testing

@testable import Runtime

/// Comparisons of strategies against arch and statsmodels (`significance.py`).
@Suite struct ComparisonTests {
  @Test(arguments: ["zero", "market"])
  func superiorAbilityAgrees(_ set: String) throws {
    let fixture = try SignificanceFixture()
    let market = DatedReturns(days: fixture.days, returns: fixture.market)
    let test = try SuperiorAbility(
      fixture.dated, benchmark: set == "market" ? market : nil, draws: 1_500, seed: 4,
      meanBlock: 10)
    #expect(test.strategies == 8 && test.count == fixture.days.count)
    #expect(try fixture.sheet.agrees(test.statistic, set, "statistic"))
    for (found, name) in [
      (test.lower, "hansen_lower"), (test.consistent, "hansen_consistent"),
      (test.upper, "hansen_upper"), (test.realityCheck, "white_upper"),
    ] {
      // Three standard errors of a share of 1,500 draws.
      #expect(abs(found - (try fixture.sheet.figure(set, name))) < 0.039, "\(name): \(found)")
    }
  }

  @Test func superiorAbilityFindsAnEdgeAndNothingInNoise() throws {
    var random = TestRandom(seed: 8)
    let days = Array(0..<250)
    func noise(_ mean: Double) -> DatedReturns {
      DatedReturns(days: days, returns: days.map { _ in mean + 0.01 * random.normal() })
    }
    let plain = (0..<10).map { _ in noise(0) }
    #expect(try SuperiorAbility(plain, draws: 300, seed: 1).consistent > 0.05)
    let found = try SuperiorAbility(plain + [noise(0.003)], draws: 300, seed: 1)
    #expect(found.best == 10 && found.consistent < 0.02 && found.realityCheck < 0.02)
  }

  @Test func nothingAboveTheBenchmarkIsCertain() throws {
    let days = Array(0..<30)
    let losing = DatedReturns(days: days, returns: days.map { -0.01 - 0.001 * Double($0 % 3) })
    let test = try SuperiorAbility([losing], draws: 50, seed: 1)
    #expect(test.consistent == 1 && test.upper == 1)
  }

  @Test func tooLittleIsRefused() throws {
    let short = DatedReturns(days: [1, 2], returns: [0.1, 0.2])
    let flat = DatedReturns(days: Array(0..<30), returns: [Double](repeating: 0, count: 30))
    #expect(throws: Failure.self) { try SuperiorAbility([short], seed: 1) }
    #expect(throws: Failure.self) { try SuperiorAbility([flat], seed: 1) }
    #expect(throws: Failure.self) { try SuperiorAbility([], seed: 1) }
    #expect(throws: Failure.self) { try PairedReturns(short, flat, periodsPerYear: 252, seed: 1) }
  }

  @Test func pairedReturnsAgree() throws {
    let fixture = try SignificanceFixture()
    let paired = try PairedReturns(
      fixture.dated[1], fixture.dated[6], periodsPerYear: 252, draws: 1_000, seed: 2,
      meanBlock: 10)
    let found = [
      "mean": paired.meanDifference, "error": paired.meanError, "t": paired.meanT,
      "p": paired.meanProbability, "sharpe": paired.sharpeDifference,
      "sharpe_error": paired.sharpeError, "correlation": paired.correlation, "wins": paired.wins,
    ]
    for (name, value) in found {
      #expect(try fixture.sheet.agrees(value, "paired", name), "\(name): \(value)")
    }
    let expected = try fixture.sheet.figure("paired", "bootstrap")
    #expect(abs(paired.bootstrapProbability - expected) < 0.01)
    #expect(paired.sharpeProbability < 0.05)
  }

  @Test func equalSeriesDoNotDiffer() throws {
    let fixture = try SignificanceFixture()
    let paired = try PairedReturns(
      fixture.dated[0], fixture.dated[0], periodsPerYear: 252, draws: 20, seed: 2)
    #expect(paired.meanDifference == 0 && paired.meanT.isNaN && paired.sharpeDifference == 0)
    #expect(paired.bootstrapProbability == 1 && paired.wins == 0)
  }
}
