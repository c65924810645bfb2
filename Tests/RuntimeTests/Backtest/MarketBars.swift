@testable import Runtime

/// A small reproducible generator, so that a failing case can be run again.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func uniform() -> Double { Double.random(in: 0..<1, using: &self) }

  /// Sum of twelve uniforms less six: mean 0, variance 1.
  mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }
}

/// Bars of several symbols for tests.
struct MarketBars {
  static let hour: Int64 = 3_600_000_000_000
  var times: [Int64] = []
  var segments: [Axis.Segment] = []
  var open: [Double] = []
  var high: [Double] = []
  var low: [Double] = []
  var close: [Double] = []
  var volume: [Double] = []

  /// One symbol, hourly, from rows of open, high, low, close, volume.
  init(rows: [(Double, Double, Double, Double, Double)]) {
    for (index, row) in rows.enumerated() {
      append(time: Int64(index) * Self.hour, row)
    }
    segments = [Axis.Segment(symbol: "", rows: 0..<rows.count)]
  }

  /// Random walks with gaps, missing rows, missing cells and bars without volume.
  init(symbols: Int, periods: Int, seed: UInt64) {
    var random = TestRandom(seed: seed)
    for symbol in 0..<symbols {
      let first = times.count
      var price = 20 + 100 * random.uniform()
      for period in 0..<periods where random.uniform() > 0.05 {
        let bar = Self.bar(after: price, &random)
        price = bar.3
        append(time: Int64(period) * Self.hour, Self.damaged(bar, &random))
      }
      segments.append(Axis.Segment(symbol: "S\(symbol)", rows: first..<times.count))
    }
  }

  private mutating func append(time: Int64, _ row: (Double, Double, Double, Double, Double)) {
    times.append(time)
    open.append(row.0)
    high.append(row.1)
    low.append(row.2)
    close.append(row.3)
    volume.append(row.4)
  }

  private static func bar(
    after price: Double, _ random: inout TestRandom
  ) -> (Double, Double, Double, Double, Double) {
    let open = price * (1 + 0.01 * random.normal())
    let close = open * (1 + 0.01 * random.normal())
    let high = max(open, close) * (1 + 0.01 * random.uniform())
    let low = min(open, close) * (1 - 0.01 * random.uniform())
    return (open, high, low, close, 1000 * random.uniform())
  }

  private static func damaged(
    _ bar: (Double, Double, Double, Double, Double), _ random: inout TestRandom
  ) -> (Double, Double, Double, Double, Double) {
    switch random.uniform() {
    case ..<0.04: (bar.0, bar.1, bar.2, bar.3, 0)
    case ..<0.06: (bar.0, bar.1, bar.2, .nan, bar.4)
    case ..<0.08: (bar.0, .nan, .nan, bar.3, bar.4)
    case ..<0.10: (.nan, bar.1, bar.2, bar.3, .nan)
    default: bar
    }
  }

  func frame(scale: Double = 1, columns: Set<String> = ["open", "high", "low", "close", "volume"])
    -> Frame
  {
    let axis = Axis(
      times: times, known: times.map { $0 + Self.hour }, segments: segments,
      frequency: Self.hour)
    let values = [
      ("open", open.map { $0 * scale }), ("high", high.map { $0 * scale }),
      ("low", low.map { $0 * scale }), ("close", close.map { $0 * scale }), ("volume", volume),
    ]
    let fields = values.filter { columns.contains($0.0) }
      .map { Frame.Field(name: $0.0, original: $0.0, column: .numbers($0.1)) }
    return Frame(axis: axis, fields: fields, source: "test")
  }

  /// Predictions around 1 %, one in ten missing, some negative.
  func predictions(seed: UInt64) -> [Double] {
    var random = TestRandom(seed: seed)
    return times.map { _ in random.uniform() < 0.1 ? .nan : 0.01 + 0.008 * random.normal() }
  }
}
