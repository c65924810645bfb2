import Testing

@testable import Runtime

/// The smooth objective against the published example of the two-stage system.
@Suite struct LimitObjectiveTests {
  private let predictions = [0.03, 0.05, 0.02, 0.04, 0.06, 0.03]

  /// Six markets rising by 1 % of their start a bar, low 3 % under and close 1 % over the base.
  private func price(_ base: Double, _ t: Double) -> Double { base * (1 + 0.01 * t) }

  private var samples: [LimitObjective.Sample] {
    zip(predictions, [100.0, 200, 50, 110, 210, 55]).map { v, base in
      LimitObjective.Sample(
        prediction: v, close: 1.01 * price(base, 0), extreme: 0.97 * price(base, 1),
        exit: 1.01 * price(base, 4))
    }
  }

  @Test func goldenValues() {
    let objective = LimitObjective(side: .long, fees: 0.0004, steepness: 100)
    #expect(abs(objective.loss(samples) - -0.02580116409942156) < 1e-15)
    #expect(abs(objective.advancedLoss(samples) - -0.023855476418892862) < 1e-15)
    let terms = samples.map(objective.term)
    let hits = terms.filter(\.isReached)
    #expect(hits.count == 3)
    let sum = hits.reduce(0) { $0 + $1.net }
    #expect(abs(sum / 3 - 0.06811812890104503) < 1e-15)
    #expect(abs(sum / 6 - 0.034059064450522515) < 1e-15)
  }

  /// The same six markets as a frame: the book's hard and soft figures are the golden ones.
  @Test func bookReproducesTheGoldenFigures() throws {
    var bars = MarketBars(rows: [])
    bars.segments = []
    var prediction: [Double] = []
    for (index, base) in [100.0, 200, 50, 110, 210, 55].enumerated() {
      let first = bars.close.count
      for t in 0..<5 {
        let p = price(base, Double(t))
        bars.times.append(Int64(t) * MarketBars.hour)
        bars.open.append(p)
        bars.high.append(1.02 * p)
        bars.low.append(0.97 * p)
        bars.close.append(1.01 * p)
        bars.volume.append(1)
        prediction.append(t == 0 ? predictions[index] : .nan)
      }
      bars.segments.append(Axis.Segment(symbol: "S\(index)", rows: first..<bars.close.count))
    }
    var rule = LimitOrderRule(side: .long, hold: 4)
    (rule.touch, rule.gap, rule.steepness) = (.fill, .limit, 100)
    let book = try Backtest.run(prediction: prediction, frame: bars.frame(), rule: rule)
    #expect(book.counts.fillRate == 0.5)
    #expect(abs(book.softExpectedProfit - 0.02580116409942156) < 1e-15)
    // The book charges the exit fee on the exit's value, the published form on the entry's.
    #expect(
      abs(try #require(book.figure("profit_when_filled")) - 0.06811812890104503) < 0.0002 * 0.07)
    #expect(
      abs(try #require(book.figure("expected_profit")) - 0.034059064450522515) < 0.0002 * 0.035)
  }

  @Test func shortMirrorsLong() {
    let long = LimitObjective(side: .long, fees: 0, steepness: 50)
    let short = LimitObjective(side: .short, fees: 0, steepness: 50)
    let a = long.term(.init(prediction: 0.02, close: 100, extreme: 97, exit: 104))
    let b = short.term(.init(prediction: 0.02, close: 100, extreme: 103, exit: 96))
    #expect(abs(a.fill - b.fill) < 1e-12)
    #expect(abs(a.gain - 6.0 / 98) < 1e-12 && abs(b.gain - 6.0 / 102) < 1e-12)
  }

  @Test func steepFillIsTheHardFill() {
    let objective = LimitObjective(side: .long, fees: 0, steepness: 1e7)
    #expect(objective.term(.init(prediction: 0.02, close: 100, extreme: 97, exit: 99)).fill == 1)
    #expect(objective.term(.init(prediction: 0.02, close: 100, extreme: 99, exit: 99)).fill == 0)
  }
}
