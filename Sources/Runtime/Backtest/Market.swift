/// The bars of a frame as a backtest may see them; a column that is not there is empty.
final class Market: Sendable {
  let axis: Axis
  let open: [Double]
  let high: [Double]
  let low: [Double]
  let close: [Double]
  /// Empty where there was trading in every bar.
  let volume: [Double]
  /// Whether every close is a price.
  let hasPrices: Bool
  /// One sentence on where lows and highs come from; nil when they are real or not needed.
  let note: String?

  /// What a backtest reads besides the closes.
  struct Needs: OptionSet {
    let rawValue: Int
    static let open = Needs(rawValue: 1)
    static let range = Needs(rawValue: 2)
  }

  /// - Throws: `Failure` when the frame has no times, no close, no open where one is needed, or no
  ///   real low and high where they are.
  init(frame: Frame, prices: Execution.Prices, needs: Needs) throws {
    guard frame.axis.hasTime else { throw Failure.noTime }
    func column(_ name: String) -> [Double] {
      frame.index(of: name).map { frame.fields[$0].column.values } ?? []
    }
    axis = frame.axis
    close = column("close")
    guard !close.isEmpty || frame.index(of: "close") != nil else {
      throw Failure.noClose(frame.names)
    }
    volume = frame.barFacts.hasTrading ? [] : column("volume")
    hasPrices = frame.barFacts.hasPrices
    let open = column("open")
    guard !needs.contains(.open) || frame.index(of: "open") != nil else { throw Failure.noOpen }
    let (high, low) = (column("high"), column("low"))
    let hasRange = !high.isEmpty && !low.isEmpty
    guard needs.contains(.range) else {
      (self.open, self.high, self.low, note) = (open, high, low, nil)
      return
    }
    switch prices {
    case .range:
      guard frame.hasTrueRange, hasRange || frame.rowCount == 0 else { throw Failure.noTrueRange }
      (self.open, self.high, self.low, note) = (open, high, low, nil)
    case .closes:
      let isRangeOfCloses = !frame.hasTrueRange && hasRange
      // Market orders are filled at real opens.
      self.open = isRangeOfCloses || needs.contains(.open) ? open : []
      self.high = isRangeOfCloses ? high : close
      self.low = isRangeOfCloses ? low : close
      note = "fills are tested on closes, not on real lows and highs"
    }
  }

  /// Hands the columns over as memory that loops can read without checks.
  func withBars<Result>(_ body: (BarView) throws -> Result) rethrows -> Result {
    try withBuffers([open, high, low, close, volume]) { views in
      let address = views.map { $0.isEmpty ? nil : $0.baseAddress }
      return try body(
        BarView(
          open: address[0], high: address[1], low: address[2], close: views[3],
          volume: address[4], hasPrices: hasPrices))
    }
  }
}

/// Columns of bars by row.
///
/// Unsafe: valid inside `withBars` only; rows are those of the axis, which callers check once per
/// range and not per row. A column that is not there has no address.
struct BarView {
  let open: UnsafePointer<Double>?
  let high: UnsafePointer<Double>?
  let low: UnsafePointer<Double>?
  let close: UnsafeBufferPointer<Double>
  let volume: UnsafePointer<Double>?
  /// Whether every close is a price.
  let hasPrices: Bool

  /// Whether a market order can be executed: there is a price, and trading where volume is known.
  @inline(__always)
  func isTradable(_ row: Int) -> Bool {
    let price = close[row]
    return price > 0 && price < .infinity && (volume.map { $0[row] != 0 } ?? true)
  }

  @inline(__always)
  func hasTrading(_ row: Int) -> Bool { volume.map { $0[row] != 0 } ?? true }

  @inline(__always)
  func open(_ row: Int) -> Double { open.map { $0[row] } ?? .nan }

  /// The close of a row, or the last one known before it, down to `first`.
  func mark(_ row: Int, from first: Int) -> Double {
    var row = row
    while row > first, !(close[row] > 0 && close[row] < .infinity) { row -= 1 }
    return close[row]
  }
}

extension Failure {
  fileprivate static let noTime = Failure(
    "a backtest needs the times of the bars", hint: "name the time column: load \"..\" time=COLUMN")

  fileprivate static func noClose(_ names: [String]) -> Failure {
    Failure("a backtest needs a close column; the frame has " + names.joined(separator: ", "))
  }

  fileprivate static let noOpen = Failure(
    "the frame has no open, at which trades are filled", culprit: .parameter("fill"),
    hint: "fill=close trades at the next close")

  fileprivate static let noTrueRange = Failure(
    "the frame has no real highs and lows, so nobody knows whether a limit order was filled",
    culprit: .parameter("from"),
    hint: "from=closes in the rule tests fills on closes and says so in the result")
}
