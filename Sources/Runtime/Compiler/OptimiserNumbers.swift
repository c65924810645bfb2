/// Places of the optimiser's numbers, as the update kernel reads them.
enum OptimiserNumbers: Int {
  case stepSize, decayFactor, decayGradient, beta1, beta1Rest, beta2, beta2Rest, correction
  case epsilon, clip
  static let count = 10
}
