import Testing

@testable import Runtime

/// The standard error of a Sharpe ratio against closed forms.
@Suite struct SharpeErrorTests {
  /// Without lags the variance is `1 - skew S + (kurtosis - 1) / 4 S^2` (Mertens).
  @Test func withoutLagsItIsTheFormulaOfMoments() {
    var random = TestRandom(seed: 3)
    let returns = (0..<500).map { _ in 0.002 + 0.01 * random.normal() }
    let series = ReturnSeries(returns, periodsPerYear: 252, ddof: 0)
    let (mean, deviation) = (series.mean, series.deviation)
    func moment(_ power: Int) -> Double {
      let z = returns.map { ($0 - mean) / deviation }
      return z.reduce(0) { sum, value in
        sum + (0..<power).reduce(1.0) { product, _ in product * value }
      } / 500
    }
    let sharpe = mean / deviation
    let variance = 1 - moment(3) * sharpe + (moment(4) - 1) / 4 * sharpe * sharpe
    let expected = (252 * variance / 500).squareRoot()
    #expect(abs(SharpeError.value(of: series, lag: 0) - expected) < 1e-12)
  }

  @Test func longRunVarianceByHand() {
    #expect(SharpeError.longRunVariance(of: [1, -1, 1, -1], lag: 0) == 1)
    #expect(SharpeError.longRunVariance(of: [1, -1, 1, -1], lag: 1) == 0.25)
    #expect(abs(SharpeError.longRunVariance(of: [1, 1, -1, -1], lag: 1) - 1.25) < 1e-15)
  }

  @Test func overlapWidensTheError() {
    var random = TestRandom(seed: 4)
    let noise = (0..<1004).map { _ in random.normal() }
    let overlapping = (0..<1000).map { i in 0.1 + noise[i..<(i + 4)].reduce(0, +) / 4 }
    let series = ReturnSeries(overlapping, periodsPerYear: 252)
    let naive = SharpeError.value(of: series, lag: 0)
    let robust = SharpeError.value(of: series, lag: 3)
    #expect(robust > 1.3 * naive)
    #expect(SharpeError.value(of: ReturnSeries([1, 2], periodsPerYear: 252), lag: 3).isNaN)
  }
}
