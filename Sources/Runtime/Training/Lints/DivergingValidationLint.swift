/// A validation loss that rises while the training loss falls.
enum DivergingValidationLint: Lint {
  static let name = "diverging_validation"

  /// Epochs after the best one.
  private static let patience = 3

  static func after(_ course: LintCourse) -> [LintFinding] {
    let history = course.history
    guard let best = history.min(by: { $0.validationLoss < $1.validationLoss }),
      let last = history.last, last.epoch - best.epoch >= patience
    else { return [] }
    let falls = best.trainLoss - last.trainLoss
    let rises = history.suffix(patience).map { $0.validationLoss - best.validationLoss }
    // Less than a tenth of the loss is noise.
    guard falls > 0, let least = rises.min(), least > 0.1 * abs(best.validationLoss) else {
      return []
    }
    let (low, high) = (text(best.validationLoss), text(last.validationLoss))
    return [
      finding(
        "validation loss rises from \(low) in epoch \(best.epoch) to \(high) while training loss "
          + "falls: the model learns the training rows by heart")
    ]
  }

  private static func text(_ value: Double) -> String { NumberFormat.general(value, digits: 4) }
}
