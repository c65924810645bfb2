import Testing

@testable import Runtime

/// Quantiles are scipy's (`scipy.stats.norm.ppf`), shares mpmath's in `significance.py`.
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

  @Test func sharesToTheLastDigitsInBothTails() throws {
    let expected = try #require(try ReferenceSheet("significance.csv").figures["normal"])
    #expect(expected.count == 14)
    for (text, share) in expected {
      let x = try #require(Double(text))
      let error = abs(NormalDistribution.cumulative(x) / share - 1)
      #expect(error <= (share < 1e-300 ? 1e-13 : 1e-15), "\(x): \(error)")
    }
  }

  @Test func sharesUndoQuantiles() {
    for share in [1e-200, 1e-9, 0.01, 0.4, 0.9, 0.9999] {
      let back = NormalDistribution.cumulative(NormalDistribution.quantile(share))
      #expect(abs(back / share - 1) < 1e-12)
    }
  }

  @Test func edges() {
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(1.5).isNaN && NormalDistribution.quantile(.nan).isNaN)
    #expect(NormalDistribution.cumulative(-.infinity) == 0)
    #expect(NormalDistribution.cumulative(.infinity) == 1)
    #expect(NormalDistribution.cumulative(.nan).isNaN && NormalDistribution.cumulative(-60) == 0)
  }
}
