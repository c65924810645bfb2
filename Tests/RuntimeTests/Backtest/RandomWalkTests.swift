import Testing

@testable import Runtime

/// On a walk without drift no limit order earns anything; the smooth fill says otherwise.
@Suite struct RandomWalkTests {
  /// Bars of 0.9 % volatility whose lows and highs are those of the walk inside the bar.
  private func walk(bars count: Int, steps: Int) -> Frame {
    var random = TestRandom(seed: 77)
    var rows: [(Double, Double, Double, Double, Double)] = []
    var price = 100.0
    let step = 0.009 / Double(steps).squareRoot()
    for _ in 0..<count {
      let open = price
      var (high, low) = (price, price)
      for _ in 0..<steps {
        price *= random.uniform() < 0.5 ? 1 + step : 1 - step
        (high, low) = (max(high, price), min(low, price))
      }
      rows.append((open, high, low, price, 1))
    }
    return MarketBars(rows: rows).frame()
  }

  @Test func hardFillsEarnNothingWhereSoftFillsPromiseMuch() throws {
    let frame = walk(bars: 30_000, steps: 24)
    var rule = LimitOrderRule(side: .long, hold: 4)
    (rule.touch, rule.gap, rule.steepness) = (.fill, .limit, 100)
    let prediction = [Double](repeating: 0.0165, count: frame.rowCount)
    let book = try Backtest.run(prediction: prediction, frame: frame, rule: rule)

    let returns = book.trades.map { book.money($0).netReturn }
    let n = Double(returns.count)
    let mean = returns.reduce(0, +) / n
    let variance = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    // Overlap of four bars at most quadruples the variance of the mean.
    let error = 2 * (variance / n).squareRoot()
    #expect(book.counts.fillRate > 0.02 && book.counts.fillRate < 0.12)
    #expect(mean < 3 * error)
    #expect(try #require(book.figure("expected_profit")) < 0.0003)
    #expect(book.softExpectedProfit > 0.0025)

    rule.steepness = 3000
    let steep = try Backtest.run(prediction: prediction, frame: frame, rule: rule)
    #expect(abs(try #require(steep.figure("soft.gap"))) < 0.0003)
  }
}
