/// The figure that decides about early stop, best weights and plateaus.
public struct MonitoredFigure: Sendable, Equatable {
  public let part: PartName
  /// `loss` or the name of a score.
  public let name: String

  public var text: String { "\(part.rawValue).\(name)" }

  /// `val.loss`, `val.auc` or `auc`, which is of the validation part; of several heads
  /// `val.direction.auc`.
  ///
  /// - Parameter known: Scores and losses of the validation part, by name.
  /// - Throws: `Failure` naming the figures there are.
  public init(_ text: String, known: [String]) throws {
    let words = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let part = words.count == 2 ? PartName(rawValue: String(words[0])) : nil
    let name = part == nil ? text : String(words.last ?? "")
    let isKnown = name == "loss" || (part != .train && known.contains(name))
    guard part != .test, isKnown else {
      throw Failure(
        "nothing to monitor is called '\(text)'", culprit: .parameter("monitor"),
        hint: "train.loss, val.loss, " + known.map { "val.\($0)" }.joined(separator: ", "))
    }
    self.part = part ?? .validation
    self.name = name
  }

  public var isHigherBetter: Bool {
    let score = name.split(separator: ".").last.map(String.init) ?? name
    return ScoreCatalog.score(named: score)?.isHigherBetter == true
  }

  /// - Parameter gain: By how much it must be better.
  func isBetter(_ value: Double, than other: Double, by gain: Double = 0) -> Bool {
    guard !value.isNaN else { return false }
    return other.isNaN || (isHigherBetter ? value > other + gain : value < other - gain)
  }

  func value(in record: EpochRecord) -> Double {
    switch (part, name) {
    case (.train, _): record.trainLoss
    case (_, "loss"): record.validationLoss
    default: (record.scores + record.tracks).first { $0.name == name }?.value ?? .nan
    }
  }
}
