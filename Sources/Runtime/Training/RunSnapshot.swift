/// What a training shows of itself while it runs.
public struct RunSnapshot: Sendable {
  public enum Status: Sendable, Equatable {
    case ready, running, paused, finished
    case failed(String)

    public var isActive: Bool { self == .ready || self == .running || self == .paused }
    public var word: String {
      switch self {
      case .ready: "ready"
      case .running: "running"
      case .paused: "paused"
      case .finished: "finished"
      case .failed: "failed"
      }
    }
  }

  public var status: Status
  /// The epoch under way, from 1; after the end the last one.
  public var epoch: Int
  public var epochs: Int
  /// Batches done in the epoch under way.
  public var batch: Int
  public var batches: Int
  /// Mean training loss of the epoch under way; NaN before its first batch.
  public var loss: Double
  public var gradientNorm: Double
  public var learningRate: Double
  /// Of all epochs.
  public var badBatches: Int
  public var samplesPerSecond: Double
  /// Until the last epoch at the present pace.
  public var secondsLeft: Double
  public var history: [EpochRecord]

  /// `3:31`: the epoch under way and its batches done.
  public var position: String { "\(epoch):\(batch)" }
}
