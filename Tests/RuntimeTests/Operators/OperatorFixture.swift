@testable import Runtime

/// Frames with daily bars of a random walk.
enum OperatorFixture {
  /// Three symbols, of which one starts later and one ends earlier.
  static let panel = frame(
    symbols: [("AAA", 0, 320), ("BBB", 40, 300), ("CCC", 0, 310)], named: true)
  /// One symbol, no holes.
  static let single = frame(symbols: [("", 0, 320)], named: false)

  private static let day = Nanoseconds.day

  private static func frame(symbols: [(name: String, start: Int, count: Int)], named: Bool)
    -> Frame
  {
    let names = ["open", "high", "low", "close", "volume"]
    var (times, segments) = ([Int64](), [Axis.Segment]())
    var columns = [[Double]](repeating: [], count: names.count)
    for (number, symbol) in symbols.enumerated() {
      let rows = times.count..<times.count + symbol.count
      // Weekdays only, so that windows in time and in bars differ.
      let days = (0..<2 * symbol.count + 2 * symbol.start).filter { $0 % 7 < 5 }
      times += days.dropFirst(symbol.start).prefix(symbol.count).map { Int64($0 + 4) * day }
      segments.append(Axis.Segment(symbol: symbol.name, rows: rows))
      let bars = walk(symbol.count, stream: UInt32(number))
      for (index, column) in bars.enumerated() { columns[index] += column }
    }
    let axis = Axis(
      times: times, segments: named ? segments : nil, frequency: day, isDaily: true)
    let fields = zip(names, columns).map {
      Frame.Field(name: $0, original: $0, column: .numbers($1))
    }
    return Frame(axis: axis, fields: fields, source: "fixture")
  }

  private static func walk(_ count: Int, stream: UInt32) -> [[Double]] {
    let random = CounterRandom(seed: 7, purpose: .weights, stream: stream)
    func draw(_ row: Int, _ element: Int) -> Double { random.uniform(step: row, element: element) }
    var (price, bars) = (100.0, [[Double]](repeating: [], count: 5))
    for row in 0..<count {
      let open = price * (1 + 0.004 * (draw(row, 0) - 0.5))
      price = open * (1 + 0.04 * (draw(row, 1) - 0.5))
      bars[0].append(open)
      bars[1].append(max(open, price) * (1 + 0.01 * draw(row, 2)))
      bars[2].append(min(open, price) * (1 - 0.01 * draw(row, 3)))
      bars[3].append(price)
      bars[4].append((1_000_000 * (0.5 + draw(row, 4))).rounded())
    }
    return bars
  }
}
