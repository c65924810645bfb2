@testable import Runtime

/// Limits on losses as their documentation has them, from the whole course of equity each time.
struct SlowGuard {
  let terms: Execution
  let capital: Double
  /// The day of each period.
  let days: [Int]
  let daysPerYear: Double
  /// Of a book of weights, which trades again at the first open of a day, what lies before that day
  /// is where it begins; of orders, which are placed after its first bar, that bar.
  let beginsBeforeBar: Bool

  private var equity: [Double] = []
  /// The first day on which the book trades again; nil while it does.
  private var returnDay: Int?
  private var isRuined = false
  /// Equity and day from which falls are measured.
  private var base: (period: Int, day: Int, equity: Double)

  init(
    _ terms: Execution, capital: Double, days: [Int], daysPerYear: Double, beginsBeforeBar: Bool
  ) {
    (self.terms, self.capital, self.days) = (terms, capital, days)
    (self.daysPerYear, self.beginsBeforeBar) = (daysPerYear, beginsBeforeBar)
    base = (-1, -1, capital)
  }

  /// Takes the end of a period up; the cause where the book is to be closed.
  mutating func look(_ equity: Double, held: Double) -> Kill.Cause? {
    self.equity.append(equity)
    let period = self.equity.count - 1
    guard returnDay == nil, let cause = cause(equity, held, period) else { return nil }
    let isMarginAlone = cause == .margin && terms.kill.isOff
    isRuined = cause == .ruin
    returnDay =
      isMarginAlone ? days[period] + 1 : terms.kill.rest.map { days[period] + $0 + 1 } ?? .max
    return cause
  }

  /// Whether the book is out of the market in a period.
  mutating func isOut(in period: Int) -> Bool {
    guard let day = returnDay else { return false }
    if isRuined || days[period] < day { return true }
    returnDay = nil
    let behind = beginsBeforeBar ? period - 1 : period
    base = (behind, days[behind], equity[behind])
    return false
  }

  /// Equity at the end of a day, or what it is now on the day under way.
  private func close(of day: Int) -> Double {
    guard day >= 0 else { return capital }
    return equity[days.prefix(equity.count).lastIndex(of: day) ?? 0]
  }

  private func cause(_ equity: Double, _ held: Double, _ period: Int) -> Kill.Cause? {
    let kill = terms.kill
    let today = days[period]
    if equity <= 0 { return .ruin }
    if terms.margin > 0, held > 0, equity < terms.margin * held { return .margin }
    let peak = ([base.equity] + self.equity[(base.period + 1)...]).max() ?? base.equity
    if let limit = kill.drawdown, equity <= peak * (1 - limit) { return .drawdown }
    if let limit = kill.dayLoss, today - 1 >= base.day,
      equity <= close(of: today - 1) * (1 - limit)
    {
      return .day
    }
    let from = max(base.day, today - kill.fallDays)
    if let limit = kill.fall, from < today, equity <= close(of: from) * (1 - limit) { return .fall }
    let isDayOver = period + 1 == days.count || days[period + 1] != today
    guard isDayOver, let limit = kill.sharpe, today - base.day >= kill.sharpeDays else {
      return nil
    }
    let returns = (today - kill.sharpeDays + 1...today).map {
      close(of: $0) / close(of: $0 - 1) - 1
    }
    return Self.sharpe(returns, daysPerYear) < limit ? .sharpe : nil
  }

  private static func sharpe(_ returns: [Double], _ perYear: Double) -> Double {
    let count = Double(returns.count)
    let mean = returns.reduce(0, +) / count
    let squares = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (count - 1)).squareRoot()
    return deviation > 1e-12 * abs(mean) ? mean / deviation * perYear.squareRoot() : .nan
  }
}
