import Glibc

/// What the best of many trials without skill is expected to show.
public enum ExpectedMaximum {
  private static let euler = 0.5772156649015329

  /// The mean of the largest of `N` standard normal numbers,
  /// `(1 - g) Phi^-1(1 - 1 / N) + g Phi^-1(1 - 1 / (N e))` with Euler's constant `g`.
  ///
  /// - Parameter trials: May be fractional, as an effective number is.
  /// - Edge cases: 0 for one trial or fewer, never negative; below five trials the approximation is
  ///   too low (0.52 for 0.56 at two). NaN for NaN.
  /// - Source: Bailey and Lopez de Prado, The Deflated Sharpe Ratio, Journal of Portfolio Management
  ///   2014.
  public static func value(trials: Double) -> Double {
    guard trials > 1 else { return trials.isNaN ? .nan : 0 }
    let high = NormalDistribution.quantile(1 - 1 / trials)
    let higher = NormalDistribution.quantile(1 - 1 / (trials * M_E))
    return max(0, (1 - euler) * high + euler * higher)
  }

  /// The years after which the best of `N` trials without skill is no longer expected to reach an
  /// annual Sharpe ratio, `(E[max] / sharpe)^2`.
  ///
  /// - Edge cases: missing for a Sharpe ratio that is not positive.
  /// - Source: Bailey, Borwein, Lopez de Prado and Zhu, Pseudo-Mathematics and Financial
  ///   Charlatanism, Notices of the AMS 2014.
  public static func minimumBacktestLength(trials: Double, annualSharpe: Double) -> Double {
    guard annualSharpe > 0 else { return .nan }
    let ratio = value(trials: trials) / annualSharpe
    return ratio * ratio
  }
}
