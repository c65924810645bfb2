import Testing

@testable import Runtime

/// Probabilistic and deflated Sharpe ratios against the published examples and `significance.py`.
@Suite struct DeflatedSharpeTests {
  @Test func publishedExample() {
    let fund = ProbabilisticSharpe(
      sharpe: 1.585 / (12 as Double).squareRoot(), count: 24, skew: -2.448, kurtosis: 10.164)
    #expect(abs(fund.probability() - 0.9132343068848602) < 1e-14)
    #expect(fund.probability(over: fund.sharpe) == 0.5)
  }

  @Test func expectedMaximum() {
    #expect(abs(ExpectedMaximum.value(trials: 100) - 2.5306028932016846) < 1e-13)
    #expect(abs(ExpectedMaximum.value(trials: 10) - 1.57459830134575) < 1e-13)
    #expect(ExpectedMaximum.value(trials: 1) == 0 && ExpectedMaximum.value(trials: 1.1) == 0)
    #expect(ExpectedMaximum.value(trials: .nan).isNaN)
    let years = ExpectedMaximum.minimumBacktestLength(trials: 100, annualSharpe: 2)
    #expect(abs(years - 2.5306028932016846 * 2.5306028932016846 / 4) < 1e-12)
    #expect(ExpectedMaximum.minimumBacktestLength(trials: 100, annualSharpe: 0).isNaN)
  }

  @Test func trackRecordIsWhereTheProbabilityIsReached() {
    let short = ProbabilisticSharpe(sharpe: 0.1, count: 100, skew: -0.5, kurtosis: 6)
    let periods = short.minimumTrackRecord(over: 0.02, level: 0.9)
    let long = ProbabilisticSharpe(
      sharpe: 0.1, count: Int(periods.rounded()), skew: -0.5, kurtosis: 6)
    #expect(abs(long.probability(over: 0.02) - 0.9) < 1e-3)
    #expect(short.minimumTrackRecord(over: 0.1).isNaN)
  }

  @Test func undefinedIsMissing() {
    let flat = ProbabilisticSharpe(ReturnSeries([0.01, 0.01, 0.01], periodsPerYear: 252))
    #expect(flat.probability().isNaN && flat.minimumTrackRecord().isNaN)
    #expect(ProbabilisticSharpe(sharpe: 1, count: 1).probability().isNaN)
    // A skew that no returns with this kurtosis have.
    #expect(ProbabilisticSharpe(sharpe: 1, count: 50, skew: 3, kurtosis: 1).error.isNaN)
  }

  @Test func realTrials() throws {
    let fixture = try SignificanceFixture()
    let best = try fixture.best()
    let deflated = DeflatedSharpe(fixture.series(best), trials: fixture.dated, count: 40)
    let found = [
      "correlation": deflated.correlation, "effective": deflated.effectiveTrials,
      "variance": deflated.variance, "benchmark": deflated.benchmark,
      "probability": deflated.probability, "over_zero": deflated.probabilityOverZero,
      "record": deflated.minimumTrackRecord, "length": deflated.minimumBacktestLength,
    ]
    for (name, value) in found {
      #expect(try fixture.sheet.agrees(value, "deflated", name), "\(name): \(value)")
    }
    #expect(!deflated.isNullVariance && deflated.deflatedTrackRecord.isNaN)
  }

  @Test func fewTrialsTakeTheVarianceOfChance() throws {
    let fixture = try SignificanceFixture()
    let alone = DeflatedSharpe(fixture.series(0), trials: [fixture.dated[0]], count: 50)
    #expect(alone.isNullVariance && alone.effectiveTrials == 50 && alone.correlation.isNaN)
    #expect(abs(alone.variance - 1 / Double(fixture.days.count - 1)) < 1e-15)
    let only = DeflatedSharpe(fixture.series(0), trials: [], count: 1)
    #expect(only.probability == only.probabilityOverZero)
  }

  /// Correlations over different calendars are those of every pair on its own common days.
  @Test func correlationOverCommonDays() throws {
    let fixture = try SignificanceFixture()
    var trials = fixture.dated
    for place in [1, 4, 5] {
      let (from, to) = (40 * place, fixture.days.count - 70 * place)
      trials[place] = DatedReturns(
        days: Array(fixture.days[from..<to]), returns: Array(fixture.rules[place][from..<to]))
    }
    trials.append(DatedReturns(days: [1, 2, 3], returns: [0.1, 0.2, 0]))
    var (sum, pairs) = (0.0, 0.0)
    for i in trials.indices {
      for j in (i + 1)..<trials.count {
        let (days, columns) = DatedReturns.overlaid([trials[i], trials[j]])
        guard days.count >= MeanCorrelation.leastDays else { continue }
        let series = ReturnSeries(columns[0], periodsPerYear: 252)
        sum += BenchmarkCorrelation.value(of: series, against: columns[1])
        pairs += 1
      }
    }
    #expect(pairs == 28)
    #expect(abs(MeanCorrelation.value(of: trials) - sum / pairs) < 1e-12)
  }

  @Test func datedReturnsAreOrderedAndUnique() {
    let dated = DatedReturns(days: [3, 1, 2, 1], returns: [0.3, 0.1, .nan, 0.4])
    #expect(dated.days == [1, 3] && dated.returns == [0.1, 0.3])
    let (days, columns) = DatedReturns.overlaid([
      dated, DatedReturns(days: [0, 1, 2, 3, 4], returns: [0, 1, 2, 3, 4]),
    ])
    #expect(days == [1, 3] && columns == [[0.1, 0.3], [1, 3]])
    #expect(DatedReturns.overlaid([]).days.isEmpty)
  }
}
