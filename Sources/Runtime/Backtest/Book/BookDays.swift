/// A book by day, in shares of what it had when the day began: its equity where profits are reinvested,
/// else its capital.
public struct BookDays: Sendable {
  /// Each day that has a bar, as midnight UTC of its date.
  public let times: [Int64]
  public let net: [Double]
  public let gross: [Double]
  public let costs: [Double]
  /// Value bought and sold.
  public let traded: [Double]
  /// Value held at the end of the day; of shorts below zero.
  public let long: [Double]
  public let short: [Double]

  public var holdings: [Double] { zip(long, short).map { $0 + $1 } }

  init(_ book: Book) {
    let (periods, flows, held) = (book.periods, book.flows, book.exposure)
    let profits = periods.daily(book.net)
    var level = book.capital
    let bases = profits.map { profit in
      defer { level += book.terms.compounds ? profit : 0 }
      return level
    }
    func shares(_ values: [Double]) -> [Double] {
      zip(values, bases).map { $1 > 0 ? $0 / $1 : .nan }
    }
    times = periods.dayTimes
    net = shares(profits)
    gross = shares(periods.daily(flows.gross))
    costs = shares(periods.daily(flows.costs))
    traded = shares(periods.daily(flows.traded))
    long = shares(periods.lastOfDay(held.long))
    short = shares(periods.lastOfDay(held.short))
  }
}

extension Book {
  /// - Complexity: O(periods + rows held).
  public var days: BookDays { BookDays(self) }
}
