import Testing

@testable import Plot

struct DrawdownTests {
  @Test func theDeepestRunsFromItsPeakToItsTrough() {
    let drawdown = Drawdown(ofCumulative: [1, 3, 2, 4, -1, 2, 5, 4])
    #expect(drawdown.depths == [0, 0, -1, 0, -5, -2, 0, -1])
    #expect(drawdown.deepest == Drawdown.Span(peak: 3, trough: 4, depth: -5))
  }

  @Test func aCurveThatOnlyFallsIsInDrawdownFromTheStart() {
    let drawdown = Drawdown(ofCumulative: [-1, -4])
    #expect(drawdown.depths == [-1, -4])
    #expect(drawdown.deepest == Drawdown.Span(peak: 0, trough: 1, depth: -4))
  }

  @Test func aCurveThatOnlyRisesHasNone() {
    #expect(Drawdown(ofCumulative: [1, 2, 2]).deepest == nil)
  }
}
