import Testing

@testable import Runtime

/// `softrank` and `rankcorr` on the columns of a panel.
@Suite struct SoftRankOperatorTests {
  private func values(_ code: String) throws -> [Double] {
    try ColumnEvaluator().values(
      of: ExampleReader.expression(code, on: OperatorFixture.panel))
  }

  @Test func coldSoftRanksAreCrossSectionalRanks() throws {
    let soft = try values("softrank(pct(close), 0.00000001)")
    let (ranks, counts) = (try values("xrank(pct(close))"), try values("xcount(pct(close))"))
    var compared = 0
    for row in soft.indices where !soft[row].isNaN {
      #expect(abs(soft[row] - (ranks[row] * counts[row] - 0.5)) < 1e-6)
      compared += 1
    }
    #expect(compared > 500)
  }

  @Test func temperatureInDeviationsDoesNotHangOnTheScale() throws {
    let plain = try values("softrank(pct(close), 0.5, unit=sd)")
    let scaled = try values("softrank(100 * pct(close), 0.5, unit=sd)")
    for (a, b) in zip(plain, scaled) where !a.isNaN { #expect(abs(a - b) < 1e-9) }
  }

  @Test func correlationWithItselfIsNearlyOne() throws {
    let same = try values("rankcorr(pct(close), pct(close), 0.00000001)")
    let opposite = try values("rankcorr(pct(close), -pct(close), 0.00000001)")
    #expect(same.contains { !$0.isNaN })
    for (a, b) in zip(same, opposite) where !a.isNaN {
      #expect(abs(a - 1) < 1e-9 && abs(b + 1) < 1e-9)
    }
  }

  @Test func badTemperaturesAreRefused() {
    for code in ["softrank(close, 0)", "softrank(close, -1)", "softrank(close, close)"] {
      #expect(throws: Failure.self) { try values(code) }
    }
  }

  @Test func oneSymbolHasNoCrossSection() {
    #expect(throws: Failure.self) {
      try ExampleReader.expression("softrank(close, 1)", on: OperatorFixture.single)
    }
  }
}
