import Testing

@testable import Runtime

/// Coefficients and their errors; the figures are those of scipy and statsmodels on the same numbers.
@Suite struct InformationCoefficientTests {
  private let x: [Double] = [0.2, -0.5, 1.1, 0.4, -0.3, 0.9, 0.0, -1.2, 0.7, 0.3, -0.8, 0.5]
  private let y: [Double] = [0.1, -0.2, 0.6, 0.9, -0.6, 0.2, 0.3, -0.7, 0.1, -0.1, -0.9, 0.8]

  private func coefficient(isRank: Bool, symbols: Int = 1) -> InformationCoefficient {
    let rows = x.count / symbols
    let times = (0..<symbols).flatMap { _ in (0..<rows).map { Int64($0) * Nanoseconds.day } }
    let segments = (0..<symbols).map {
      Axis.Segment(symbol: "S\($0)", rows: $0 * rows..<($0 + 1) * rows)
    }
    let axis = Axis(times: times, segments: symbols > 1 ? segments : nil, isDaily: true)
    return InformationCoefficient(signal: x, target: y, axis: axis, isRank: isRank)
  }

  @Test func ofOneSymbolItIsTheCorrelation() {
    #expect(abs(coefficient(isRank: false).figure().mean - 0.7813898523458627) < 1e-12)
    #expect(abs(coefficient(isRank: true).figure().mean - 0.7565685858054141) < 1e-12)
  }

  @Test func errorsAllowForTheOverlap() {
    let plain = coefficient(isRank: false).figure()
    let robust = coefficient(isRank: false).figure(overlap: 2)
    #expect(abs(plain.tStatistic - 2.950975001071255) < 1e-9)
    #expect(abs(robust.tStatistic - 5.431523520927228) < 1e-9)
  }

  @Test func onAPanelItIsTakenPerTime() {
    let figure = coefficient(isRank: true, symbols: 6).figure()
    #expect(figure.count == 2)
    #expect(abs(figure.mean - 0.7915540106709997) < 1e-12)
    #expect(coefficient(isRank: true, symbols: 4).figure().count == 0)
  }

  @Test func delaysAndPeriods() {
    let delayed = coefficient(isRank: false).figure(delay: 2)
    #expect(delayed.count == 10)
    #expect(abs(delayed.mean - -0.50703004359867) < 1e-12)
    let halves = coefficient(isRank: false).figures(by: x.indices.map { $0 < 6 ? 1 : 2 })
    #expect(halves.map(\.count) == [6, 6])
    #expect(abs(halves[1].value - 0.8159318909375514) < 1e-12)
  }

  @Test func manyRanksAreThoseOfFew() {
    let random = CounterRandom(seed: 3, purpose: .sampling)
    let values = (0..<5000).map { row -> Double in
      let draw = random.uniform(step: row, element: 0) - 0.5
      return row % 7 == 0
        ? (draw < 0 ? -0.0 : 0) : (draw * 200).rounded() * (row % 5 == 0 ? 1e-9 : 1e6)
    }
    let ranks = Ranking.average(values)
    let sorted = values.sorted()
    for (value, rank) in zip(values, ranks).prefix(600) {
      let below = sorted.count { $0 < value }
      let through = sorted.count { $0 <= value }
      #expect(rank == Double(below + through + 1) / 2)
    }
    #expect(Ranking.average([]).isEmpty && Ranking.average([3, 1, 3]) == [2.5, 1, 2.5])
  }
}
