/// What a book earned in one month.
public struct MonthResult: Sendable, Equatable {
  /// The first day of the month, as midnight UTC of its date.
  public let start: Int64
  /// Net return: of reinvested profits compounded, else on the capital.
  public let change: Double
  /// Currency.
  public let net: Double
  public let gross: Double
  public let costs: Double
  /// Trades that ended in the month.
  public let trades: Int
}

extension Book {
  /// Results by month, in the order of time; months without a bar are left out.
  public var months: [MonthResult] {
    let days = periods.dayTimes
    let months = days.map(Self.month)
    let (net, gross) = (periods.daily(self.net), periods.daily(flows.gross))
    let returns = dailyReturns.returns
    var counts: [Int64: Int] = [:]
    for trade in trades {
      let day = periods.dayOfPeriod[periods.period(of: Int(trade.exitRow))]
      counts[months[Int(day)], default: 0] += 1
    }
    var results: [MonthResult] = []
    var start = 0
    while start < days.count {
      var end = start
      while end < days.count, months[end] == months[start] { end += 1 }
      let own = start..<end
      let change =
        returns.isEmpty
        ? .nan
        : terms.compounds
          ? returns[own].reduce(1) { $0 * (1 + $1) } - 1 : returns[own].reduce(0, +)
      let (sum, before) = (net[own].reduce(0, +), gross[own].reduce(0, +))
      results.append(
        MonthResult(
          start: months[start], change: change, net: sum, gross: before, costs: before - sum,
          trades: counts[months[start]] ?? 0))
      start = end
    }
    return results
  }

  /// The first day of the month of a day.
  private static func month(_ day: Int64) -> Int64 {
    let date = CivilDate(daysSinceEpoch: Nanoseconds.days(day))
    return day - Int64(date.day - 1) * Nanoseconds.day
  }

  /// Closes by row of the frame.
  public var closes: [Double] { source.closes }

  /// The money of a trade on the book's terms.
  public func money(of trade: Trade) -> (costs: Double, netProfit: Double, netReturn: Double) {
    let money = terms.money(trade, axis)
    return (money.costs, money.net, money.netReturn)
  }

  /// Separate falls of equity below a peak, the deepest first.
  public func deepestDrawdowns(_ count: Int) -> [DatedDrawdown] {
    var falls: [DatedDrawdown] = []
    let depths = drawdown
    var start = 0
    while start < depths.count {
      guard depths[start] < 0 else {
        start += 1
        continue
      }
      var (end, trough) = (start, start)
      while end < depths.count, depths[end] < 0 {
        if depths[end] < depths[trough] { trough = end }
        end += 1
      }
      falls.append(
        DatedDrawdown(
          depth: depths[trough], peak: periods.times[max(0, start - 1)],
          trough: periods.times[trough],
          recovery: end < depths.count ? periods.times[end] : nil))
      start = end
    }
    return Array(falls.sorted { $0.depth < $1.depth }.prefix(count))
  }
}
