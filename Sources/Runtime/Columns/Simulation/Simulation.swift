import Glibc

/// Prices with known properties, made from a seed: what a method finds in them is known beforehand.
///
/// Each bar is a path of small steps, so a high or low is a price that the path went through, in
/// an order that a fill could have met.
public struct Simulation: Sendable {
  public enum Process: String, Sendable, CaseIterable {
    /// Independent normal returns: nothing can be predicted.
    case walk
    /// Returns with GARCH(1,1) variance; `variance` holds the true one of each bar.
    case garch
    /// `signal` of a bar has correlation `ic` with the next bar's return.
    case edge
    /// As `edge`, for the symbols of a panel around a market return that all share.
    case cross
  }

  public var process = Process.walk
  public var rows = 1000
  public var symbols = 1
  /// Standard deviation of a bar's log return.
  public var volatility = 0.01
  /// Mean log return of a bar.
  public var drift = 0.0
  /// Correlation of a signal with the next bar's return, of `cross` with its part beside the
  /// market's.
  public var informationCoefficient = 0.05
  public var alpha = 0.1
  public var beta = 0.85
  /// The market's share of the variance, of `cross`.
  public var marketShare = 0.3
  /// The first open.
  public var price = 100.0
  /// Steps of the path within a bar.
  public var steps = 32
  /// Label of the first bar, in nanoseconds UTC.
  public var start: Int64 = 0
  /// Nanoseconds.
  public var frequency = Nanoseconds.day
  public var seed: UInt64 = 42

  public init() {}

  /// - Throws: `Failure` for parameters that make no process; `Interrupted`.
  /// - Complexity: O(rows x symbols x steps).
  public func frame() throws -> Frame {
    try check()
    let times = SimulatedCalendar.times(from: start, frequency: frequency, count: rows)
    guard let last = times.last, last < .max - frequency else { throw Self.isTooLong() }
    var bars = SimulatedBars(names: columns)
    let market = NormalStream(seed: seed, stream: 0)
    for symbol in 1...symbols {
      try simulate(symbol, market, into: &bars)
    }
    let isDaily = frequency % Nanoseconds.day == 0
    let segments = (1...symbols).map { symbol in
      Axis.Segment(symbol: name(symbol), rows: (symbol - 1) * rows..<symbol * rows)
    }
    let labels = [[Int64]](repeating: times, count: symbols).flatMap { $0 }
    let axis = Axis(
      times: labels, known: labels.map { $0 + frequency }, segments: segments,
      frequency: frequency, isDaily: isDaily)
    return Frame(
      axis: axis, fields: bars.fields, source: "simulated \(process.rawValue), seed \(seed)",
      hasTrueRange: true)
  }

  private var columns: [String] {
    let bar = ["open", "high", "low", "close", "volume"]
    switch process {
    case .walk: return bar
    case .garch: return bar + ["variance"]
    case .edge, .cross: return bar + ["signal"]
    }
  }

  private func name(_ symbol: Int) -> String {
    guard symbols > 1 else { return "" }
    let digits = String(symbol)
    return "S" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  /// Appends the bars of one symbol.
  private func simulate(
    _ symbol: Int, _ market: NormalStream, into bars: inout SimulatedBars
  ) throws {
    var normals = NormalStream(seed: seed, stream: UInt32(clamping: symbol))
    var close = price
    var signal = normals.next(step: .max)
    var variance = volatility * volatility
    for row in 0..<rows {
      if row & 1023 == 0 { try Interrupt.check() }
      normals.begin(step: row)
      var common = market
      common.begin(step: row)
      let size = variance.squareRoot()
      let change = drift + size * shock(signal, normals.next(), common.next())
      signal = normals.next()
      let volume = (1e5 * exp(0.5 * normals.next())).rounded()
      let path = bar(from: close, change: change, size: size, &normals)
      bars.append(path.prices + [volume] + extra(variance: variance, signal: signal))
      close = path.close
      if process == .garch {
        let level = volatility * volatility * (1 - alpha - beta)
        variance = level + alpha * (change - drift) * (change - drift) + beta * variance
      }
    }
  }

  /// The standardised return of a bar, given the signal of the one before.
  private func shock(_ signal: Double, _ own: Double, _ market: Double) -> Double {
    let ic = informationCoefficient
    let predicted = ic * signal + (1 - ic * ic).squareRoot() * own
    switch process {
    case .walk, .garch: return own
    case .edge: return predicted
    case .cross:
      return marketShare.squareRoot() * market + (1 - marketShare).squareRoot() * predicted
    }
  }

  private func extra(variance: Double, signal: Double) -> [Double] {
    switch process {
    case .walk: []
    case .garch: [variance]
    case .edge, .cross: [signal]
    }
  }

  /// A Brownian path from the last close that ends at the bar's return.
  private func bar(
    from open: Double, change: Double, size: Double, _ normals: inout NormalStream
  ) -> (prices: [Double], close: Double) {
    var steps = (0..<self.steps).map { _ in normals.next() * size / Double(self.steps).squareRoot()
    }
    let excess = (steps.reduce(0, +) - change) / Double(self.steps)
    for index in steps.indices { steps[index] -= excess }
    var (level, low, high) = (0.0, 0.0, 0.0)
    for step in steps.dropLast() {
      level += step
      low = min(low, level)
      high = max(high, level)
    }
    let close = open * exp(change)
    let prices = [
      open, max(open * exp(high), open, close), min(open * exp(low), open, close), close,
    ]
    return (prices, close)
  }
}

extension Simulation {
  /// Rows of all symbols together.
  static let mostRows = 50_000_000

  private func check() throws {
    guard rows > 0, symbols > 0, rows <= Self.mostRows / symbols else { throw Self.isTooLong() }
    guard process != .garch || alpha + beta < 1 else {
      throw Failure(
        "alpha + beta must be below 1: the variance would have no mean", culprit: .parameter("beta")
      )
    }
    guard process != .cross || symbols > 1 else {
      throw Failure("a cross-section needs symbols", culprit: .parameter("symbols"))
    }
    guard frequency > 0 else {
      throw Failure("freq= takes a positive duration such as 1h", culprit: .parameter("freq"))
    }
  }

  private static func isTooLong() -> Failure {
    Failure(
      "so many bars end beyond the last time there is, the year 2262", culprit: .parameter("rows"),
      hint: "shorter bars: freq=1h, freq=1min")
  }
}

/// The columns of simulated bars while they grow.
private struct SimulatedBars {
  private let names: [String]
  private var columns: [[Double]]

  init(names: [String]) {
    self.names = names
    columns = names.map { _ in [] }
  }

  mutating func append(_ cells: [Double]) {
    for (index, cell) in cells.enumerated() where index < columns.count {
      columns[index].append(cell)
    }
  }

  var fields: [Frame.Field] { zip(names, columns).map { Frame.Field($0, .numbers($1)) } }
}
