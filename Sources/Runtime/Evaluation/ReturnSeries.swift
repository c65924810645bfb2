/// Time-ordered returns of one portfolio with the conventions a metric needs.
///
/// - Unit: fractions per period.
public struct ReturnSeries: Sendable, Equatable {
  public let returns: [Double]
  /// Counted periods (days, bars) in a year; scales the annualised metrics.
  public let periodsPerYear: Double
  /// Risk-free rate per year, as a fraction.
  public let riskFree: Double
  /// Degrees of freedom taken off the count in the standard deviation.
  public let ddof: Int
  /// True when profits are reinvested, so that growth multiplies; false when the stake stays the
  /// same, so that returns add up.
  public let isCompounded: Bool

  public init(
    _ returns: [Double], periodsPerYear: Double, riskFree: Double = 0, ddof: Int = 1,
    isCompounded: Bool = true
  ) {
    self.returns = returns
    self.periodsPerYear = periodsPerYear
    self.riskFree = riskFree
    self.ddof = ddof
    self.isCompounded = isCompounded
  }

  /// `sum r / n`; missing for an empty series.
  public var mean: Double {
    returns.isEmpty ? .nan : returns.reduce(0, +) / Double(returns.count)
  }

  /// `riskFree / periodsPerYear`; zero without a rate, even where the year is not known.
  public var riskFreePerPeriod: Double { riskFree == 0 ? 0 : riskFree / periodsPerYear }

  public var meanExcess: Double { mean - riskFreePerPeriod }

  /// `sqrt(sum (r - mean)^2 / (n - ddof))`; missing when `n <= ddof`.
  public var deviation: Double {
    let count = returns.count - ddof
    guard count > 0 else { return .nan }
    let center = mean
    let squares = returns.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return (squares / Double(count)).squareRoot()
  }

  /// Wealth after each period, starting from 1: `prod (1 + r)`, or `1 + sum r` when not compounded.
  public var wealth: [Double] {
    var level = 1.0
    return returns.map { change in
      level = isCompounded ? level * (1 + change) : level + change
      return level
    }
  }
}
