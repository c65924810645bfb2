/// Prices and volume of one bar; an unknown value is NaN.
public struct PriceBar: Sendable, Equatable {
  public let open: Double
  public let high: Double
  public let low: Double
  public let close: Double
  public let volume: Double

  public init(open: Double, high: Double, low: Double, close: Double, volume: Double = .nan) {
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    self.volume = volume
  }

  /// A market order can be executed: there is a price, and trading where the volume is known.
  public var isTradable: Bool { close.isFinite && close > 0 && volume != 0 }
}
