/// Whether a trade earns from rising or from falling prices.
public enum TradeSide: String, Sendable, Equatable, CaseIterable {
  case long, short

  /// +1 for long, -1 for short.
  public var sign: Double { self == .long ? 1 : -1 }
}
