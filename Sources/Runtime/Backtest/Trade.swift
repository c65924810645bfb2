/// A filled order from entry to exit.
public struct Trade: Sendable, Equatable {
  /// Index of the symbol in `Book.symbols`.
  public let symbol: Int
  public let side: TradeSide
  /// Rows of the frame: the order is decided at the end of `decisionRow`, filled in the next row
  /// and closed at the close of `exitRow`.
  public let decisionRow: Int
  public let exitRow: Int
  /// Labels of the bars of entry and exit, in nanoseconds UTC.
  public let entryTime: Int64
  public let exitTime: Int64
  public let limit: Double
  public let fillPrice: Double
  public let exitPrice: Double
  /// Units bought or sold, positive.
  public let quantity: Double
  /// Currency.
  public let entryFee: Double
  public let exitFee: Double
  /// Currency, over all bars held.
  public let funding: Double

  public var entryRow: Int { decisionRow + 1 }
  public var barsHeld: Int { exitRow - decisionRow }
  public var entryValue: Double { quantity * fillPrice }
  public var exitValue: Double { quantity * exitPrice }
  public var costs: Double { entryFee + exitFee + funding }
  /// Currency before costs.
  public var grossProfit: Double { side.sign * quantity * (exitPrice - fillPrice) }
  public var netProfit: Double { grossProfit - costs }
  /// Profit after costs on the value of the entry, as a fraction.
  public var netReturn: Double { netProfit / entryValue }
}
