/// A position from its entry to its exit.
public struct Trade: Sendable, Equatable {
  /// What brought the position about.
  public enum Entry: UInt8, Sendable, CaseIterable {
    case limit, trigger, market
  }

  /// What ended it.
  public enum Exit: UInt8, Sendable, CaseIterable {
    /// The close after the holding time.
    case time
    /// The protective stop, the target.
    case stop, take
    /// `until`, or the opposite order.
    case signal
    /// A limit on losses, or a margin call.
    case kill
    /// The last price of the part, or of a symbol that ends.
    case end
  }

  /// Index of the symbol in `Book.symbols`.
  public let symbol: Int32
  /// Rows of the frame: decided at the end of `decisionRow`, entered in `entryRow`, left in `exitRow`.
  public let decisionRow: Int32
  public let entryRow: Int32
  public var exitRow: Int32
  public let side: TradeSide
  public let entry: Entry
  public var exit: Exit
  /// Whether the position is held through the bar of its entry, not from its close on.
  let isHeldInEntryBar: Bool
  /// Whether it was left at an open, so that it is not held through the bar of its exit.
  var isLeftAtOpen: Bool
  /// Whether a resting order ended it: its target, or the limit of the opposite order.
  var isLeftByLimit: Bool
  /// Index of the rule's order.
  let ticket: Int16
  /// The price that was asked for; missing for a market order.
  public let limit: Double
  /// With slippage.
  public let fillPrice: Double
  public var exitPrice: Double
  /// Units bought or sold, positive.
  public let quantity: Double

  /// Bars through which the position was held: from open to open and from close to close as many
  /// as there are between them, from an open to a close one more.
  public var barsHeld: Int {
    max(0, Int(exitRow - entryRow) + (isHeldInEntryBar ? 1 : 0) - (isLeftAtOpen ? 1 : 0))
  }
}

/// The money of a trade on given terms.
struct TradeMoney {
  let entryValue: Double
  let exitValue: Double
  /// Before costs, after slippage.
  let gross: Double
  let entryFee: Double
  let exitFee: Double
  /// Funding and borrowing over all bars held.
  let carry: Double

  var fees: Double { entryFee + exitFee }
  var costs: Double { entryFee + exitFee + carry }
  var net: Double { gross - costs }
  /// Profit after costs on the value of the entry, as a fraction.
  var netReturn: Double { net / entryValue }

  /// - Parameter years: Between the labels of entry and exit.
  @inline(__always)
  init(_ trade: Trade, _ terms: Execution, years: Double) {
    let units = trade.quantity * terms.point
    entryValue = units * trade.fillPrice
    exitValue = units * trade.exitPrice
    gross = trade.side.sign * (exitValue - entryValue)
    let flat = terms.commission * trade.quantity
    entryFee = (trade.entry == .limit ? terms.maker : terms.taker) * entryValue + flat
    exitFee = (trade.isLeftByLimit ? terms.maker : terms.taker) * exitValue + flat
    let borrowing = trade.side == .short ? terms.borrow * years : 0
    carry = entryValue * (terms.funding * Double(trade.barsHeld) + borrowing)
  }
}

extension Execution {
  /// Profit after costs of one unit of a trade.
  ///
  /// Of reinvested profits the next stake hangs on the last profit: this is known without it.
  @inline(__always)
  func netOfUnit(_ trade: Trade, _ axis: Axis) -> Double {
    var carry = funding * Double(trade.barsHeld)
    if borrow != 0, trade.side == .short {
      carry += borrow * axis.years(from: Int(trade.entryRow), to: Int(trade.exitRow))
    }
    return netOfUnit(
      from: trade.fillPrice, to: trade.exitPrice, sign: trade.side.sign,
      rates: (trade.entry == .limit ? maker : taker, trade.isLeftByLimit ? maker : taker),
      carry: carry)
  }

  /// - Parameters:
  ///   - rates: Fees of entry and exit.
  ///   - carry: Paid for holding, a fraction of the value of the entry.
  @inline(__always)
  func netOfUnit(
    from entry: Double, to exit: Double, sign: Double, rates: (Double, Double), carry: Double
  ) -> Double {
    let net = sign * (exit - entry) - rates.0 * entry - rates.1 * exit
    return point * (net - carry * entry) - 2 * commission
  }

  /// The money of a trade.
  @inline(__always)
  func money(_ trade: Trade, _ axis: Axis) -> TradeMoney {
    guard borrow != 0 else { return TradeMoney(trade, self, years: 0) }
    return TradeMoney(
      trade, self, years: axis.years(from: Int(trade.entryRow), to: Int(trade.exitRow)))
  }

  /// The net profit of a position that is open at the end of a row, at a price, before what its exit
  /// will cost.
  func profit(_ trade: Trade, at row: Int, price: Double, _ axis: Axis) -> Double {
    var soFar = trade
    (soFar.exitRow, soFar.exitPrice) = (Int32(clamping: row), price)
    soFar.isLeftAtOpen = false
    let money = money(soFar, axis)
    return money.gross - money.entryFee - money.carry
  }

  static let nanosecondsPerYear = 365.25 * Double(Nanoseconds.day)
}

extension Axis {
  /// Years between the labels of two rows.
  func years(from first: Int, to last: Int) -> Double {
    Double(Nanoseconds.subtract(times[last], times[first])) / Execution.nanosecondsPerYear
  }
}
