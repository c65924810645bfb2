/// Watches the equity of a book, bar by bar, and says when a limit on losses is passed.
struct LossGuard {
  private let limits: KillSwitches
  private let margin: Double
  private let periods: PeriodAxis
  private let capital: Double
  private(set) var cause = Kill.Cause.drawdown
  private var peak: Double
  private var day: Int32 = -1
  /// Equity at the end of each day so far; the last one is of the day under way.
  private var closes: [Double]
  /// The day from which on the book trades again; nil while it is in the market.
  private var returns: Int?
  /// The first day that the limits on whole days look at.
  private var firstDay = 0
  private var isRuined = false

  init(_ terms: Execution, _ periods: PeriodAxis, capital: Double) {
    (limits, margin, self.periods, self.capital) = (terms.kill, terms.margin, periods, capital)
    peak = capital
    closes = [capital]
  }

  /// Whether everything is to be closed at the next open.
  ///
  /// - Parameter held: Value of the open positions.
  mutating func look(at equity: Double, held: Double, in period: Int) -> Bool {
    let today = periods.dayOfPeriod[period]
    if today != day {
      day = today
      closes.append(equity)
    } else {
      closes[closes.count - 1] = equity
    }
    if returns != nil { return false }
    peak = max(peak, equity)
    guard let found = found(equity, held, isLastOfDay: isLast(period)) else { return false }
    cause = found
    isRuined = found == .ruin
    returns = limits.rest.map { Int(today) + $0 + 1 } ?? .max
    if found == .margin || found == .ruin, limits.isOff {
      returns = found == .ruin ? .max : Int(today) + 1
    }
    return true
  }

  /// Whether no order may be placed at the end of a period.
  mutating func isOut(after period: Int) -> Bool {
    guard let back = returns else { return false }
    guard !isRuined, Int(periods.dayOfPeriod[period]) >= back else { return true }
    returns = nil
    // What lies behind does not close the book a second time.
    peak = closes[closes.count - 1]
    firstDay = closes.count - 1
    return false
  }

  private func isLast(_ period: Int) -> Bool {
    period + 1 >= periods.count || periods.dayOfPeriod[period + 1] != periods.dayOfPeriod[period]
  }

  private func found(_ equity: Double, _ held: Double, isLastOfDay: Bool) -> Kill.Cause? {
    if equity <= 0 { return .ruin }
    if margin > 0, held > 0, equity < margin * held { return .margin }
    if let limit = limits.drawdown, equity <= peak * (1 - limit) { return .drawdown }
    let last = closes.count - 1
    if let limit = limits.dayLoss, equity <= closes[last - 1] * (1 - limit), last - 1 >= firstDay {
      return .day
    }
    let start = max(firstDay, last - limits.fallDays)
    if let limit = limits.fall, start < last, equity <= closes[start] * (1 - limit) { return .fall }
    guard isLastOfDay, let limit = limits.sharpe, last - firstDay >= limits.sharpeDays else {
      return nil
    }
    let window = closes[(last - limits.sharpeDays)...last]
    let returns = zip(window.dropFirst(), window).map { $0 / $1 - 1 }
    let series = ReturnSeries(returns, periodsPerYear: periods.daysPerYear)
    return SharpeRatio.value(of: series) < limit ? .sharpe : nil
  }
}
