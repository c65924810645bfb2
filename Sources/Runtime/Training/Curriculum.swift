/// Which part of the training samples early epochs see: those with the lowest value of a series.
///
/// - Source: the plan of reference system S2: calm samples first.
public struct Curriculum: Sendable, Equatable {
  public struct Stage: Sendable, Equatable {
    /// The stage holds for the epochs before this one, from 1.
    public let until: Int
    /// Share of the samples, lowest values first.
    public let share: Double

    public init(until: Int, share: Double) { (self.until, self.share) = (until, share) }
  }

  /// In the order of epochs; after the last all samples count.
  public let stages: [Stage]

  public init(_ stages: [Stage]) { self.stages = stages }

  /// The share of an epoch, from 0.
  func share(epoch: Int) -> Double { stages.first { epoch + 1 < $0.until }?.share ?? 1 }

  func validate() throws {
    let isAscending = zip(stages, stages.dropFirst()).allSatisfy { $0.until < $1.until }
    guard !stages.isEmpty, isAscending,
      stages.allSatisfy({ $0.until > 1 && $0.share > 0 && $0.share <= 1 })
    else {
      throw Failure(
        "curriculum has ascending epochs and a share above 0 for each",
        culprit: .parameter("curriculum"),
        hint: "curriculum={by: vol_20, epochs: [10, 20], share: [0.3, 0.6]}")
    }
  }
}
