/// Labels and outputs on scales that do not meet.
enum TargetScaleLint: Lint {
  static let name = "target_scale"

  static func before(_ start: LintStart) -> [LintFinding] {
    start.heads.compactMap { head in
      guard head.target.kind == .number, start.readsLabel(of: head) else { return nil }
      return (unreachable(head) ?? moved(head)).map { finding($0, head: head.name) }
    }
  }

  /// Predictions more than ten times as large as the labels, or less than a tenth.
  static func after(_ course: LintCourse) -> [LintFinding] {
    course.perLearner { head, health in
      guard head.target.kind == .number, let labels = head.validation else { return nil }
      let size = max(abs(labels.mean), labels.spread)
      let ratio = max(abs(health.predictionMean), health.predictionSpread) / size
      guard size > 0, ratio > 10 else { return nil }
      let (p, y) = (text(health.predictionMean), text(labels.mean))
      return finding(
        "predictions average \(p), labels \(y): the steps were too large, or the labels are in "
          + "another unit", head: head.name)
    }
  }

  /// Labels that the link cannot give.
  private static func unreachable(_ head: LintHead) -> String? {
    let labels = head.training
    switch head.link {
    case .sigmoid where labels.highest > 1 || labels.lowest < 0:
      return "labels lie in \(text(labels.lowest))..\(text(labels.highest)), a sigmoid gives 0..1"
    case .softplus where labels.lowest < 0, .relu where labels.lowest < 0:
      return
        "labels go down to \(text(labels.lowest)), a \(head.link.rawValue) gives nothing below 0"
    default: return nil
    }
  }

  /// Labels of another size in the validation part.
  private static func moved(_ head: LintHead) -> String? {
    guard let validation = head.validation, head.training.size > 0 else { return nil }
    let ratio = validation.size / head.training.size
    guard ratio > 10 || ratio < 0.1 else { return nil }
    return "labels average \(text(head.training.size)) in size in the training part and "
      + "\(text(validation.size)) in the validation part"
  }

  private static func text(_ value: Double) -> String { NumberFormat.general(value, digits: 3) }
}
