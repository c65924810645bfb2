import Foundation
import Testing

@testable import Plot

/// The small estimates that charts make themselves.
struct EstimateTests {
  // scipy 1.17.1: linregress(x, y)
  @Test func theLineOfLeastSquaresIsScipys() throws {
    let line = try #require(
      LeastSquares(
        x: [0.1, 0.4, 0.5, 0.9, 1.3, 1.4, 2.2], y: [1.0, 0.7, 1.6, 1.1, 2.3, 1.9, 2.0]))
    #expect(abs(line.slope - 0.6174311926605504) < 1e-14)
    #expect(abs(line.intercept - 0.9144954128440368) < 1e-14)
    #expect(abs(line.rSquared - 0.5630503965590116) < 1e-14)
  }

  @Test func constantColumnsHaveNoLineOrNoShare() throws {
    #expect(LeastSquares(x: [0.1, 0.1, 0.1], y: [1, 2, 3]) == nil)
    #expect(LeastSquares(x: [1], y: [1]) == nil)
    let flat = try #require(LeastSquares(x: [1, 2, 3], y: [0.1, 0.1, 0.1]))
    #expect(abs(flat.slope) < 1e-15)
    #expect(flat.rSquared.isNaN)
  }

  // statsmodels 0.15.0: proportion_confint(hits, count, method="wilson")
  @Test(arguments: [
    (7, 20, 0.18119182410108203, 0.5671457233147638), (0, 7, 0, 0.3543304350666875),
    (7, 7, 0.6456695649333125, 1), (530, 1000, 0.49901030909301675, 0.56076008539785),
  ])
  func intervalsAreStatsmodels(hits: Int, count: Int, lower: Double, upper: Double) {
    let interval = WilsonInterval(hits: hits, of: count)
    #expect(abs(interval.lower - lower) < 1e-14)
    #expect(abs(interval.upper - upper) < 1e-14)
  }

  @Test(arguments: [(0, 0), (-1, 3), (4, 3)])
  func aCountThatIsNoneHasNoInterval(hits: Int, count: Int) {
    #expect(WilsonInterval(hits: hits, of: count).lower.isNaN)
  }

  // pandas 3.1.1: s.rolling(3, min_periods=1).mean(), without the first two
  @Test func theRunningMeanIsPandas() {
    let values: [Double] = [1, 2, .nan, 4, 8, 16, .nan, .nan, .nan, 3, 1]
    let means = RunningMean.values(values, window: 3)
    let expected: [Double] = [.nan, .nan, 1.5, 3, 6, 28 / 3.0, 12, 16, .nan, 3, 2]
    for (mean, expected) in zip(means, expected) {
      #expect(mean.isNaN == expected.isNaN)
      #expect(mean.isNaN || abs(mean - expected) < 1e-12)
    }
    #expect(RunningMean.values(values, window: 0).allSatisfy { $0.isNaN })
    #expect(RunningMean.values(values, window: 12).allSatisfy { $0.isNaN })
  }

  @Test func equalValuesAreOneStep() {
    let curve = StepDistribution(of: Sample([3, 1, 1, .nan, 2]), over: 0...4)
    #expect(curve.x == [0, 1, 2, 3, 4])
    #expect(curve.shares == [0, 0.5, 0.75, 1, 1])
    let touching = StepDistribution(of: Sample([1, 2]), over: 1...2)
    #expect(touching.x == [1, 1, 2, 2])
    #expect(touching.shares == [0, 0.5, 1, 1])
  }

  @Test func noBinReachesOverZero() {
    var noise = SampleCharts.Noise(seed: 12)
    let sample = Sample((0..<500).map { _ in 0.3 + noise.normal() } + [0, 0])
    let histogram = SplitHistogram(of: sample)
    let below = zip(histogram.centres, histogram.counts).filter { $0.0 < 0 }.map(\.1)
    #expect(below.reduce(0, +) == sample.sorted.count { $0 <= 0 })
    #expect(histogram.counts.reduce(0, +) == 502)
    let edges = histogram.centres.map { ($0 / histogram.width).magnitude }
    #expect(edges.allSatisfy { abs($0 - $0.rounded(.down) - 0.5) < 1e-9 })
  }

  @Test(arguments: [0.0, -2, 3])
  func equalLogitsAreOneBin(value: Double) {
    let histogram = SplitHistogram(of: Sample([value, value]))
    #expect(histogram.counts == [2])
    #expect((histogram.centres[0] < 0) == (value <= 0))
  }

  @Test func aCloudIsThinnedEvenlyAndKeepsItsEnds() {
    var noise = SampleCharts.Noise(seed: 3)
    var x = (0..<40_000).map { _ in noise.normal() }
    var y = (0..<40_000).map { _ in noise.normal() }
    (x[777], y[777]) = (90, 0.1)
    (x[778], y[778]) = (0.2, -80)
    x[10] = .nan
    let cloud = PointCloud(x: x, y: y)
    #expect(cloud.count == 39_999)
    let thin = cloud.thinned(to: 4000)
    #expect((3000...4004).contains(thin.count))
    #expect(thin.x.contains(90))
    #expect(thin.y.contains(-80))
    let share = { (cloud: PointCloud) in
      Double(cloud.x.count { $0.magnitude < 0.5 }) / Double(cloud.count)
    }
    #expect(abs(share(thin) - share(cloud)) < 0.03)
    #expect(PointCloud(x: [1, 2], y: [3, 4]).thinned(to: 4000).x == [1, 2])
  }

  @Test func monthsAreSummedOrCompounded() throws {
    let times = ["2023-12-29", "2024-01-02", "2024-01-31", "2024-03-01"].map(nanoseconds)
    let returns = [0.5, 0.1, 0.1, .nan]
    let sums = MonthTable(
      times: times, returns: returns, accumulation: Accumulation(isCompounded: false))
    #expect(sums.years == [2023, 2024])
    #expect(sums.months.count == 24)
    #expect(sums.months[11] == 0.5)
    #expect(sums.months[12] == 0.2)
    #expect(sums.months[14].isNaN)
    #expect(sums.totals == [0.5, 0.2])
    let compounded = MonthTable(
      times: times, returns: returns, accumulation: Accumulation(isCompounded: true))
    #expect(abs(compounded.months[12] - 0.21) < 1e-15)
  }

  @Test func compoundedDrawdownsAreSharesOfThePeak() throws {
    let drawdown = Accumulation(isCompounded: true).drawdown([1, -0.5, .nan, 0.5])
    #expect(drawdown.depths.map { ($0 * 1e9).rounded() / 1e9 } == [0, -0.5, -0.5, -0.25])
    let span = try #require(drawdown.deepest)
    #expect((span.peak, span.trough) == (0, 1))
  }

  @Test func periodsAreMonthsOrDays() {
    let accumulation = Accumulation(isCompounded: false)
    let long = PeriodBars(
      times: SampleCharts.days(200), returns: [Double](repeating: 1, count: 200),
      accumulation: accumulation)
    #expect(long.period == "month")
    // September 2004 has 22 weekdays.
    #expect(long.returns.first == 22)
    #expect(long.returns.reduce(0, +) == 200)
    let short = PeriodBars(
      times: SampleCharts.days(3), returns: [1, .nan, 3], accumulation: accumulation)
    #expect(short.period == "day")
    #expect(short.returns == [1, 3])
  }

  private func nanoseconds(_ date: String) -> Int64 {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    return Int64(CivilTime(year: parts[0], month: parts[1], day: parts[2]).seconds) * 1_000_000_000
  }
}
