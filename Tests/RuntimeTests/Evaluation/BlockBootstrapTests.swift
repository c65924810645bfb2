import Testing

@testable import Runtime

/// The stationary bootstrap and the intervals from it, against arch (`significance.py`).
@Suite struct BlockBootstrapTests {
  @Test func drawsHoldEveryPeriodEquallyOftenInBlocks() {
    let bootstrap = BlockBootstrap(count: 60, meanBlock: 5, seed: 3)
    var (counts, breaks) = ([Int](repeating: 0, count: 60), 0)
    for draw in 0..<2_000 {
      let indices = bootstrap.indices(draw: draw)
      #expect(indices.count == 60)
      for place in indices { counts[place] += 1 }
      breaks += zip(indices, indices.dropFirst()).count { ($0 + 1) % 60 != $1 }
    }
    #expect(counts.allSatisfy { abs($0 - 2_000) < 300 })
    // A block ends with probability 1/5 and the next goes on by chance with 1/60.
    let share = Double(breaks) / Double(2_000 * 59)
    #expect(abs(share - 0.2 * 59 / 60) < 0.005)
  }

  @Test func drawsAreFunctionsOfTheirNumber() {
    let bootstrap = BlockBootstrap(count: 50, meanBlock: 4, seed: 9)
    #expect(bootstrap.indices(draw: 7) == bootstrap.indices(draw: 7))
    #expect(bootstrap.indices(draw: 7) != bootstrap.indices(draw: 8))
    let other = BlockBootstrap(count: 50, meanBlock: 4, seed: 10)
    #expect(bootstrap.indices(draw: 7) != other.indices(draw: 7))
    #expect(bootstrap.weights(draw: 7).reduce(0, +) == 50)
  }

  @Test func lengthsAreKeptInReason() {
    #expect(BlockBootstrap(count: 10, meanBlock: .nan, seed: 1).meanBlock == 1)
    #expect(BlockBootstrap(count: 10, meanBlock: 99, seed: 1).meanBlock == 10)
    #expect(BlockBootstrap(count: 0, meanBlock: 3, seed: 1).indices(draw: 0).isEmpty)
    #expect(BlockBootstrap(count: 1, meanBlock: 3, seed: 1).indices(draw: 0) == [0])
    #expect(BlockBootstrap.automaticMeanBlock([1, 2, 3]) == 1)
    #expect(BlockBootstrap.automaticMeanBlock([Double](repeating: 0.1, count: 99)) == 1)
  }

  @Test func blockLengthsAgree() throws {
    let fixture = try SignificanceFixture()
    let sums = (0...(fixture.market.count - 20)).map { first in
      fixture.market[first..<(first + 20)].reduce(0, +)
    }
    var level = 0.0
    let levels = fixture.market.map { change in
      level += change
      return level
    }
    var series = [
      "market": fixture.market, "squares": fixture.market.map { $0 * $0 }, "sums": sums,
      "levels": levels,
    ]
    for (rule, name) in zip(fixture.rules, [2, 5, 10, 20, 40, 60, 120, 250]) {
      series["s\(name)"] = rule
    }
    for (name, values) in series {
      let found = BlockBootstrap.automaticMeanBlock(values)
      let expected = max(1, try fixture.sheet.figure("block", name))
      #expect(abs(found / expected - 1) < 1e-9, "\(name): \(found) for \(expected)")
    }
  }

  @Test func varianceOfTheBootstrappedMean() throws {
    let fixture = try SignificanceFixture()
    let values = fixture.market
    let exact = StationaryVariance.value(of: values, meanBlock: 8)
    let bootstrap = BlockBootstrap(count: values.count, meanBlock: 8, seed: 2)
    let means = (0..<800).map { draw in
      zip(bootstrap.weights(draw: draw), values).reduce(0) { $0 + $1.0 * $1.1 }
        / Double(values.count)
    }
    let deviation = LevelComparison.deviation(means)
    let ratio = deviation * deviation * Double(values.count) / exact
    #expect(abs(ratio - 1) < 0.15)
  }

  @Test func intervalOfTheSharpeRatioAgrees() throws {
    let fixture = try SignificanceFixture()
    let series = fixture.series(try fixture.best())
    let wide = try SharpeInterval(of: series, draws: 2_000, seed: 1, meanBlock: 10)
    let narrow = try SharpeInterval(of: series, level: 0.9, draws: 2_000, seed: 1, meanBlock: 10)
    for (found, name) in [
      (wide.lower, "0.025"), (narrow.lower, "0.05"), (narrow.upper, "0.95"), (wide.upper, "0.975"),
    ] {
      #expect(abs(found - (try fixture.sheet.figure("interval", name))) < 0.08, "\(name) \(found)")
    }
    #expect(wide.value == SharpeRatio.value(of: series) && wide.meanBlock == 10)
    #expect(wide.lower < wide.value && wide.value < wide.upper)
    let again = try SharpeInterval(of: series, draws: 2_000, seed: 1, meanBlock: 10)
    #expect(again == wide)
  }

  @Test func undefinedIsMissing() throws {
    let flat = ReturnSeries([0.01, 0.01, 0.01], periodsPerYear: 252)
    let interval = try SharpeInterval(of: flat, draws: 10, seed: 1)
    #expect(interval.value.isNaN && interval.lower.isNaN && interval.shareBelowZero.isNaN)
    let empty = try SharpeInterval(of: ReturnSeries([], periodsPerYear: 252), draws: 5, seed: 1)
    #expect(empty.upper.isNaN)
  }
}
