import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
  /// The share of the distribution below a value, `erfc(-x / sqrt(2)) / 2`, with about 15 digits, in
  /// the tails too.
  ///
  /// What rounding `x / sqrt(2)` leaves is put back to first order: at -30 it would cost three digits.
  /// - Edge cases: 0 at minus infinity, 1 at infinity, NaN for NaN.
  public static func cumulative(_ x: Double) -> Double {
    guard x.isFinite else { return x.isNaN ? .nan : x < 0 ? 0 : 1 }
    let (scale, rest) = (0.7071067811865476, -4.833646656726457e-17)
    let z = -x * scale
    let lost = (-z).addingProduct(-x, scale) - x * rest
    return 0.5 * (erfc(z) - 1.1283791670955126 * exp(-z * z) * lost)
  }

  /// The value that a share of the distribution lies below, with about 16 digits.
  ///
  /// - Edge cases: minus infinity at 0, infinity at 1, NaN outside.
  /// - Source: Wichura (1988), "Algorithm AS 241: the percentage points of the normal distribution".
  public static func quantile(_ share: Double) -> Double {
    guard share > 0, share < 1 else {
      return share == 0 ? -.infinity : share == 1 ? .infinity : .nan
    }
    let q = share - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * ratio(r, centre)
    }
    let tail = (q < 0 ? share : 1 - share)
    let r = (-log(tail)).squareRoot()
    let size = r <= 5 ? ratio(r - 1.6, middle) : ratio(r - 5, far)
    return q < 0 ? -size : size
  }

  private typealias Polynomials = (above: [Double], below: [Double])

  private static func ratio(_ x: Double, _ polynomials: Polynomials) -> Double {
    func value(_ coefficients: [Double]) -> Double {
      coefficients.reversed().reduce(0) { $0 * x + $1 }
    }
    return value(polynomials.above) / value(polynomials.below)
  }

  private static let centre: Polynomials = (
    [
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
      3.3430575583588128105e4, 2.5090809287301226727e3,
    ],
    [
      1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
      5.2264952788528545610e3,
    ]
  )
  private static let middle: Polynomials = (
    [
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
      3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ],
    [
      1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
      1.05075007164441684324e-9,
    ]
  )
  private static let far: Polynomials = (
    [
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    [
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
      2.04426310338993978564e-15,
    ]
  )
}
