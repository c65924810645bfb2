import Testing

@testable import Runtime

/// The figures are scipy's: `scipy.stats.norm.ppf`.
@Suite struct NormalDistributionTests {
  @Test(arguments: [
    (1e-300, -37.0470962993612), (1e-10, -6.361340902404056), (0.02425, -1.972961051311885),
    (0.3, -0.5244005127080409), (0.5, 0), (0.975, 1.959963984540054),
    (1 - 1e-12, 7.0344869100478356),
  ])
  func quantiles(_ share: Double, _ expected: Double) {
    let found = NormalDistribution.quantile(share)
    #expect(abs(found - expected) <= 1e-14 * max(1, abs(expected)))
  }

  @Test func edges() {
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(1.5).isNaN && NormalDistribution.quantile(.nan).isNaN)
  }
}
