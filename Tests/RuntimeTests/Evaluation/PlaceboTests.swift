import Testing

@testable import Runtime

/// Blocks in random order: nothing is lost, neighbours stay together, and symbols move as one.
@Suite struct PlaceboTests {
  @Test(arguments: [(1, 1), (2, 5), (7, 3), (40, 7), (100, 1), (100, 100), (100, 250), (0, 4)])
  func orderIsAPermutationOfWholeBlocks(count: Int, block: Int) {
    for draw in 0..<30 {
      let permutation = BlockPermutation(block: block, seed: 7, draw: draw)
      let order = permutation.order(of: count)
      #expect(order.sorted() == Array(0..<count))
      // Runs of periods that follow each other: all as long as a block but the first and the last of
      // the old order. Blocks that come to lie in their old order join.
      var runs: [Range<Int>] = []
      for period in order {
        if let last = runs.last, last.upperBound == period {
          runs[runs.count - 1] = last.lowerBound..<period + 1
        } else {
          runs.append(period..<period + 1)
        }
      }
      let first = runs.first { $0.lowerBound == 0 }?.upperBound ?? 0
      for run in runs where run.lowerBound > 0 && run.upperBound < count {
        #expect(run.count % block == 0 && (run.lowerBound - first) % block == 0, "\(order)")
      }
      let places = permutation.places(of: count)
      #expect(order.enumerated().allSatisfy { places[$1] == $0 })
    }
  }

  @Test func drawsDifferAndComeAgain() {
    func order(_ seed: UInt64, _ draw: Int) -> [Int] {
      BlockPermutation(block: 4, seed: seed, draw: draw).order(of: 60)
    }
    #expect(order(1, 0) == order(1, 0))
    #expect(Set((0..<50).map { order(1, $0) }).count == 50)
    #expect(order(1, 0) != order(2, 0))
  }

  /// Blocks of four in 40 periods: ten where the first is whole, else eleven.
  @Test func everyBlockMayComeFirst() {
    var counts = [Int](repeating: 0, count: 40)
    for draw in 0..<4_000 {
      counts[BlockPermutation(block: 4, seed: 3, draw: draw).order(of: 40)[0]] += 1
    }
    // Period 0 always begins a block, any other in a quarter of the draws.
    #expect((310...440).contains(counts[0]), "\(counts)")
    #expect(counts.dropFirst().allSatisfy { (55...135).contains($0) }, "\(counts)")
  }

  // MARK: Labels

  @Test func labelsKeepTheirNumbersAndTheirHoles() throws {
    let frame = Fixture.frame([("y", (0..<90).map { $0 % 11 == 3 ? .nan : Double($0) })])
    let target = try Fixture.target(frame, "y", lead: 2)
    let labels = try Fixture.values.values(of: target.expression)
    for draw in 0..<10 {
      let moved = try Placebo(.labels, block: 6, seed: 1, draw: draw).shuffled(target)
      #expect(moved.horizon == target.horizon && moved.name == target.name)
      let found = try Fixture.values.values(of: moved.expression)
      #expect(found.indices.allSatisfy { found[$0].isNaN == labels[$0].isNaN })
      #expect(found.filter { !$0.isNaN }.sorted() == labels.filter { !$0.isNaN }.sorted())
      #expect(found.filter { !$0.isNaN } != labels.filter { !$0.isNaN })
    }
  }

  @Test func labelsOfSymbolsMoveTogether() throws {
    let frame = Fixture.panel(
      [("A", 0, 50), ("B", 0, 50), ("C", 10, 30)], [("y", { Double(1000 * $0 + $1) })])
    let target = try Target(name: "y", expression: Fixture.leaf(frame, "y"))
    let moved = try Placebo(.labels, block: 5, seed: 2, draw: 1).shuffled(target)
    let found = try Fixture.values.values(of: moved.expression)
    let (a, b, c) = (found[0..<50], found[50..<100], found[100..<130])
    #expect(zip(a, b).allSatisfy { $0 + 1000 == $1 })
    #expect(Array(a) != (0..<50).map(Double.init))
    // One that begins later has its own labels, in the order in which all days were put.
    #expect(c.map { $0 - 2000 } == a.filter { (10..<40).contains($0) })
  }

  @Test func whatIsNotShuffledStays() throws {
    let frame = Fixture.frame([("close", [1, 2, 3, 4]), ("y", [1, 0, 1, 1])])
    let target = try Target(name: "y", expression: Fixture.leaf(frame, "y"))
    let labels = Placebo(.labels, block: 1, seed: 1, draw: 0)
    let returns = Placebo(.returns, block: 1, seed: 1, draw: 0)
    #expect(try returns.shuffled(target).expression.digest == target.expression.digest)
    #expect(labels.shuffled(frame).digest == frame.digest)
    let other = Fixture.frame([("price", [1, 2, 3, 4])])
    #expect(returns.shuffled(other).digest == other.digest)
  }

  // MARK: Bars

  @Test(arguments: [1, 5, 24, 1_000])
  func barsKeepTheirShapeAndReturnsTheirNumbers(block: Int) {
    let bars = MarketBars(symbols: 3, periods: 120, seed: 5)
    let frame = bars.frame()
    for draw in 0..<5 {
      let moved = Placebo(.returns, block: block, seed: 9, draw: draw).shuffled(frame)
      #expect(moved.axis === frame.axis && moved.names == frame.names)
      func column(_ name: String, _ frame: Frame) -> [Double] {
        frame.fields[frame.index(of: name) ?? 0].column.values
      }
      var checked = 0
      for segment in frame.axis.segments {
        let rows = segment.rows
        guard column("close", frame)[rows.lowerBound].isFinite else { continue }
        checked += 1
        // A bar by its ratios to the close before it, and its volume.
        func shapes(_ frame: Frame) -> [[Double]] {
          var last = Double.nan
          return rows.map { row in
            let prices = ["open", "high", "low", "close"].map { column($0, frame)[row] }
            defer { if prices[3].isFinite { last = prices[3] } }
            let ratios = prices.map { ($0 / last).isFinite ? $0 / last : -1 }
            let volume = column("volume", frame)[row]
            return ratios + [volume.isFinite ? volume : -1]
          }
        }
        func sorted(_ shapes: [[Double]]) -> [[Double]] {
          shapes.dropFirst().sorted { ($0[4], $0[0], $0[1]) < ($1[4], $1[0], $1[1]) }
        }
        for (own, other) in zip(sorted(shapes(frame)), sorted(shapes(moved))) {
          #expect(zip(own, other).allSatisfy { abs($0 - $1) < 1e-9 }, "\(own) \(other)")
        }
        // The first bar stays.
        let first = rows.lowerBound
        #expect(column("close", frame)[first] == column("close", moved)[first])
      }
      #expect(checked > 1)
      for row in 0..<frame.rowCount {
        let cells = ["open", "high", "low", "close"].map { column($0, moved)[row] }
        let known = cells.filter(\.isFinite)
        if cells[1].isFinite { #expect(known.allSatisfy { $0 <= cells[1] * (1 + 1e-12) }) }
        if cells[2].isFinite { #expect(known.allSatisfy { $0 >= cells[2] * (1 - 1e-12) }) }
      }
    }
  }

  /// Blocks of two in a frame worked out by hand: the bars 1 to 4 in another order, from the first close.
  @Test func pricesByHand() {
    let frame = Fixture.frame([
      ("open", [100, 100, 110, 121, 60]), ("close", [100, 110, 121, 60.5, 121]),
      ("volume", [1, 2, 3, 4, 5]),
    ])
    // Opens and closes as ratios to the close before, by volume.
    let ratios: [Double: (open: Double, close: Double)] = [
      2: (1, 1.1), 3: (1, 1.1), 4: (1, 0.5), 5: (60 / 60.5, 2),
    ]
    var orders: Set<[Double]> = []
    for draw in 0..<40 {
      let moved = Placebo(.returns, block: 2, seed: 4, draw: draw).shuffled(frame)
      let (open, close, volume) = (
        moved.fields[0].column.values, moved.fields[1].column.values, moved.fields[2].column.values
      )
      #expect(open[0] == 100 && close[0] == 100 && volume[0] == 1)
      for row in 1..<5 {
        let shape = ratios[volume[row]] ?? (.nan, .nan)
        #expect(abs(open[row] / close[row - 1] - shape.open) < 1e-12)
        #expect(abs(close[row] / close[row - 1] - shape.close) < 1e-12)
      }
      #expect(abs(close[4] - 121) < 1e-9)
      orders.insert(volume)
    }
    #expect(orders.count > 2)
  }

  @Test func blocksAreADayOfBarsAndTwoHorizons() {
    let hours = Axis(
      times: (0..<24 * 30).map { Int64($0) * MarketBars.hour }, frequency: MarketBars.hour)
    let days = Axis(times: Fixture.days(100), frequency: Fixture.day, isDaily: true)
    func block(_ axis: Axis, _ least: Int = 1, block: Int? = nil) -> Int {
      Placebo(.labels, block: block, seed: 1, draw: 0).block(on: axis, least: least)
    }
    #expect(block(hours) == 24 && block(days) == 20)
    #expect(block(days, 50) == 50 && block(days, 50, block: 3) == 3)
    #expect(block(Axis(times: [], rowCount: 9)) == 20)
    let returns = Placebo(.returns, block: nil, seed: 1, draw: 0)
    #expect(returns.block(on: hours, least: 50) == 1 && returns.block(on: days) == 1)
  }
}
