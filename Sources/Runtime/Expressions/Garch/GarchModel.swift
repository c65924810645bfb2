@preconcurrency import Glibc

/// The parameters of a GARCH(1,1) with a constant mean.
///
/// `variance[t] = omega + alpha (r[t-1] - mu)^2 + beta variance[t-1]`.
/// - Source: Bollerslev (1986), "Generalized autoregressive conditional heteroskedasticity".
struct GarchModel: Sendable, Equatable {
  var mu: Double
  var omega: Double
  var alpha: Double
  var beta: Double
  /// Stands for the squared deviation and the variance before the first return.
  var start: Double

  /// How much of a shock to the variance is left after a bar.
  var persistence: Double { alpha + beta }

  /// The variance of the first bar.
  var first: Double { omega + persistence * start }

  /// The variance of the next bar; a missing return counts as one of the expected size.
  func next(after variance: Double, return value: Double) -> Double {
    let square = value.isNaN ? variance : (value - mu) * (value - mu)
    return omega + alpha * square + beta * variance
  }

  /// The variance expected `bars` after a bar whose variance is known.
  func forecast(_ variance: Double, bars: Int) -> Double {
    guard bars > 0 else { return variance }
    guard persistence < 1 else { return variance + omega * Double(bars) }
    let level = omega / (1 - persistence)
    return level + pow(persistence, Double(bars)) * (variance - level)
  }

  /// Half the sum of `ln variance + (r - mu)^2 / variance` over the rows that count: minus the Gaussian
  /// log-likelihood but for a constant.
  func loss(_ runs: [GarchRun]) -> Double {
    var (sum, logarithms) = (0.0, LogarithmSum())
    for run in runs {
      var variance = first
      for (value, counts) in zip(run.values, run.counts) {
        guard variance > 0, variance.isFinite else { return .infinity }
        let deviation = value - mu
        if counts {
          logarithms.add(variance)
          sum += deviation * deviation / variance
        }
        variance = next(after: variance, return: value)
      }
    }
    sum += logarithms.total
    return sum.isNaN ? .infinity : sum / 2
  }
}

/// A sum of logarithms, taken as logarithms of products of sixteen numbers.
private struct LogarithmSum {
  private var sum = 0.0
  private var product = 1.0
  private var factors = 0

  var total: Double { sum + log(product) }

  @inline(__always)
  mutating func add(_ number: Double) {
    guard number > 1e-15, number < 1e15 else {
      sum += log(number)
      return
    }
    product *= number
    factors += 1
    guard factors == 16 else { return }
    sum += log(product)
    (product, factors) = (1, 0)
  }
}
