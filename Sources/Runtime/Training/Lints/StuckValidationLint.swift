/// A validation loss that does not move: the output does not react to the weights.
enum StuckValidationLint: Lint {
  static let name = "constant_validation_loss"
  static let causes: [any Lint.Type] = [
    DeadOutputLint.self, SaturatedHeadLint.self, ConstantPredictionLint.self, GradientNormLint.self,
  ]

  /// Epochs of the same loss.
  private static let epochs = 3

  static func after(_ course: LintCourse) -> [LintFinding] {
    let losses = course.history.suffix(epochs).map(\.validationLoss)
    guard losses.count == epochs, let low = losses.min(), let high = losses.max(),
      high - low <= 1e-7 * abs(high)
    else { return [] }
    let rates = course.history.suffix(epochs).map(\.learningRate)
    let cause =
      rates.allSatisfy { $0 == 0 }
      ? "the learning rate is 0" : "no weight that the output depends on moves"
    let loss = NumberFormat.general(high, digits: 4)
    return [finding("the validation loss stays at \(loss) for \(epochs) epochs: \(cause)")]
  }
}
