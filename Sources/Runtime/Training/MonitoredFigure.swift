/// The figure that decides about early stop, best weights and plateaus.
public struct MonitoredFigure: Sendable, Equatable {
  public let part: PartName
  /// `loss` or the name of a score.
  public let name: String

  public var text: String { "\(part.rawValue).\(name)" }

  /// `val.loss`, `val.auc` or `auc`, which is of the validation part.
  ///
  /// - Throws: `Failure` naming the figures there are.
  public init(_ text: String, kind: Target.Kind) throws {
    let words = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let part = words.count == 2 ? PartName(rawValue: String(words[0])) : .validation
    let name = String(words.last ?? "")
    let scores = ScoreCatalog.scores(for: kind).map { $0.name }
    let isKnown = name == "loss" || (part == .validation && scores.contains(name))
    guard let part, part != .test, isKnown else {
      throw Failure(
        "nothing to monitor is called '\(text)'", culprit: .parameter("monitor"),
        hint: "train.loss, val.loss, " + scores.map { "val.\($0)" }.joined(separator: ", "))
    }
    self.part = part
    self.name = name
  }

  public var isHigherBetter: Bool {
    name != "loss" && ScoreCatalog.score(named: name)?.isHigherBetter == true
  }

  func isBetter(_ value: Double, than other: Double) -> Bool {
    guard !value.isNaN else { return false }
    return other.isNaN || (isHigherBetter ? value > other : value < other)
  }

  func value(in record: EpochRecord) -> Double {
    switch (part, name) {
    case (.train, _): record.trainLoss
    case (_, "loss"): record.validationLoss
    default: record.scores.first { $0.name == name }?.value ?? .nan
    }
  }
}
