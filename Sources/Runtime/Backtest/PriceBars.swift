/// The bars of a frame as a rule may see them.
struct PriceBars: Sendable {
  private let open: [Double]?
  private let high: [Double]
  private let low: [Double]
  let close: [Double]
  private let volume: [Double]?
  /// One sentence on where lows and highs come from; nil when they are real.
  let note: String?

  /// - Throws: `Failure` when there is no close, or no real low and high and the rule asks for them.
  init(frame: Frame, prices: LimitOrderRule.Prices) throws {
    func column(_ name: String) -> [Double]? {
      frame.index(of: name).map { frame.fields[$0].column.values }
    }
    guard let close = column("close") else { throw Failure.noClose(frame.names) }
    self.close = close
    volume = column("volume")
    let high = column("high")
    let low = column("low")
    switch prices {
    case .range:
      guard frame.hasTrueRange, let high, let low else { throw Failure.noTrueRange }
      (open, self.high, self.low, note) = (column("open"), high, low, nil)
    case .closes:
      let isRangeOfCloses = !frame.hasTrueRange && high != nil && low != nil
      open = isRangeOfCloses ? column("open") : nil
      self.high = isRangeOfCloses ? high ?? close : close
      self.low = isRangeOfCloses ? low ?? close : close
      note = "fills are tested on closes, not on real lows and highs"
    }
  }

  subscript(row: Int) -> PriceBar {
    PriceBar(
      open: open?[row] ?? .nan, high: high[row], low: low[row], close: close[row],
      volume: volume?[row] ?? .nan)
  }
}

extension Failure {
  fileprivate static func noClose(_ names: [String]) -> Failure {
    Failure(
      "a limit order needs a close column; the frame has " + names.joined(separator: ", "))
  }

  fileprivate static let noTrueRange = Failure(
    "the frame has no real highs and lows, so nobody knows whether a limit order was filled",
    culprit: .parameter("from"),
    hint: "from=closes in the rule tests fills on closes and says so in the result")
}
