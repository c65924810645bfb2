@preconcurrency import Glibc

@testable import Runtime

/// The smooth profit of a resting limit order, in plain float64: what a trading loss maximises.
///
/// With limit `P = C0 (1 - v)`, low `L1` of the next bar and close `X` at the end of the hold:
/// `fill = sigmoid(k (P - L1) / C0)`, `gain = (X - P) / P`, `net = gain - fees`. A short order
/// mirrors it: `P = C0 (1 + v)`, `fill = sigmoid(k (H1 - P) / C0)`, `gain = (P - X) / P`.
///
/// - Unit: prices in any one unit; predictions, fees and profits as fractions.
/// - Source: the two-stage limit-order system (S1).
struct LimitObjective: Sendable {
  /// One order: what was known when it was placed and what followed.
  struct Sample: Sendable {
    let prediction: Double
    /// Close of the decision bar.
    let close: Double
    /// Low of the next bar for a long order, high for a short one.
    let extreme: Double
    /// Close at the end of the hold.
    let exit: Double
  }

  /// The terms of one order.
  struct Term: Sendable, Equatable {
    /// Smooth probability of a fill.
    let fill: Double
    /// True when the next bar reached the limit.
    let isReached: Bool
    /// Return from limit to exit before fees.
    let gain: Double
    /// `gain` less both fees.
    let net: Double
  }

  let side: TradeSide
  /// Entry and exit fee together, of the limit price; a fraction.
  let fees: Double
  /// Steepness `k`: the fill goes from 27 % to 73 % over `2 / k` of the price.
  let steepness: Double

  init(side: TradeSide = .long, fees: Double = 0.0004, steepness: Double = 1000) {
    self.side = side
    self.fees = fees
    self.steepness = steepness
  }

  func term(_ sample: Sample) -> Term {
    let limit = sample.close * (1 - side.sign * sample.prediction)
    let gap = side.sign * (limit - sample.extreme)
    let gain = side.sign * (sample.exit - limit) / limit
    let fill = 1 / (1 + exp(-steepness * gap / sample.close))
    return Term(fill: fill, isReached: gap >= 0, gain: gain, net: gain - fees)
  }

  /// `-mean(fill * net)`.
  func loss(_ samples: [Sample]) -> Double {
    -mean(samples.map(term)) { $0.fill * $0.net }
  }

  /// `loss + 0.5 mean(max(0, -gain)^2) + 0.1 (mean fill - 0.5)^2 + 0.01 mean(v^2)`.
  func advancedLoss(_ samples: [Sample]) -> Double {
    let terms = samples.map(term)
    let risk = mean(terms) { max(0, -$0.gain) * max(0, -$0.gain) }
    let fill = mean(terms) { $0.fill }
    let size = mean(samples) { $0.prediction * $0.prediction }
    return loss(samples) + 0.5 * risk + 0.1 * (fill - 0.5) * (fill - 0.5) + 0.01 * size
  }

  private func mean<Element>(_ elements: [Element], _ value: (Element) -> Double) -> Double {
    elements.isEmpty ? .nan : elements.reduce(0) { $0 + value($1) } / Double(elements.count)
  }
}
