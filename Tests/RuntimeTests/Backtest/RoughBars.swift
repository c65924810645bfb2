@testable import Runtime

extension MarketBars {
  static let step: Int64 = 8 * hour

  /// Bars as bad as bars get: symbols that begin late and end early, missing rows and weekends,
  /// gaps, bars without volume, missing cells, a symbol whose last closes are missing; on a price
  /// grid, so that limits, stops and opens meet exactly.
  ///
  /// - Parameter grid: The price step; 0 leaves prices as they come.
  init(roughWithSeed seed: UInt64, symbols: Int, periods: Int, grid: Double) {
    self.init(rows: [])
    segments = []
    var random = TestRandom(seed: seed)
    for symbol in 0..<symbols {
      let first = times.count
      let start = symbol == 0 ? 0 : Int(random.uniform() * 12)
      let end = symbol == 0 ? periods : periods - Int(random.uniform() * 14)
      var price = 20 + 60 * random.uniform()
      for period in start..<end where random.uniform() > 0.04 {
        let bar = Self.roughBar(after: price, grid, &random)
        price = bar.3
        // Two days in seven have no bars.
        add(time: (Int64(period) + 6 * Int64(period / 15)) * Self.step, bar, &random)
      }
      if symbol % 3 == 2 { hideLastCloses(from: first, &random) }
      segments.append(Axis.Segment(symbol: "S\(symbol)", rows: first..<times.count))
    }
  }

  /// Some rows of each symbol of a frame, from a share of its rows on.
  init(_ frame: Frame, symbols: [String], from share: Double, count: Int) {
    self.init(rows: [])
    segments = []
    func column(_ name: String, _ rows: Range<Int>) -> ArraySlice<Double> {
      frame.index(of: name).map { frame.fields[$0].column.values[rows] }
        ?? ArraySlice(rows.map { _ in 1 })
    }
    for segment in frame.axis.segments where symbols.contains(segment.symbol) {
      let first = segment.rows.lowerBound + Int(share * Double(segment.rows.count))
      let rows = first..<min(first + count, segment.rows.upperBound)
      let start = times.count
      times += frame.axis.times[rows]
      open += column("open", rows)
      high += column("high", rows)
      low += column("low", rows)
      close += column("close", rows)
      volume += column("volume", rows)
      segments.append(Axis.Segment(symbol: segment.symbol, rows: start..<times.count))
    }
  }

  private static func roughBar(
    after price: Double, _ grid: Double, _ random: inout TestRandom
  ) -> (Double, Double, Double, Double) {
    func round(_ price: Double) -> Double {
      grid > 0 ? max(grid, (price / grid).rounded() * grid) : max(price, 0.01)
    }
    let jump = random.uniform() < 0.1 ? 0.05 : random.uniform() < 0.3 ? 0 : 0.008
    let open = round(price * (1 + jump * random.normal()))
    let close = round(open * (1 + 0.012 * random.normal()))
    let high = round(max(open, close) * (1 + 0.012 * random.uniform()))
    let low = round(min(open, close) * (1 - 0.012 * random.uniform()))
    return (open, max(high, open, close), min(low, open, close), close)
  }

  private mutating func add(
    time: Int64, _ bar: (Double, Double, Double, Double), _ random: inout TestRandom
  ) {
    times.append(time)
    let kind = random.uniform()
    open.append(kind < 0.02 ? .nan : bar.0)
    high.append(kind > 0.02 && kind < 0.04 ? .nan : bar.1)
    low.append(kind > 0.03 && kind < 0.05 ? .nan : bar.2)
    close.append(kind > 0.05 && kind < 0.08 ? .nan : bar.3)
    volume.append(kind > 0.08 && kind < 0.13 ? 0 : kind > 0.13 && kind < 0.15 ? .nan : 100)
  }

  private mutating func hideLastCloses(from first: Int, _ random: inout TestRandom) {
    let count = 1 + Int(random.uniform() * 6)
    for row in max(first + 1, times.count - count)..<max(first + 1, times.count) {
      close[row] = .nan
      if random.uniform() < 0.5 { volume[row] = 0 }
    }
  }
}
