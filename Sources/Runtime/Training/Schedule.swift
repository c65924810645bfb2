@preconcurrency import Glibc

/// How the learning rate goes with the epochs, as a factor on its base.
public enum Schedule: Sendable, Equatable {
  case none
  /// From 1 to 0 along half a cosine over all epochs.
  case cosine
  /// Times `factor` whenever the monitored figure has not improved for `patience` epochs.
  case plateau(patience: Int, factor: Double)

  /// The factor of cosine; 1 for the others. `progress` is the share of all batches done.
  func factor(progress: Double) -> Double {
    guard self == .cosine else { return 1 }
    return 0.5 * (1 + cos(Double.pi * min(max(progress, 0), 1)))
  }

  /// As a script writes it.
  public var text: String {
    switch self {
    case .none: "none"
    case .cosine: "cosine"
    case .plateau(let patience, let factor):
      "plateau(patience=\(patience), factor=\(NumberFormat.shortest(factor)))"
    }
  }
}
