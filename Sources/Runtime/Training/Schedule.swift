@preconcurrency import Glibc

/// How the learning rate goes with the epochs, as a factor on its base.
public enum Schedule: Sendable, Equatable {
  case none
  /// From 1 to 0 along half a cosine over all epochs after the warm-up.
  case cosine
  /// Half a cosine over `epochs`, begun again and again, each `factor` times as long as the last.
  case restarts(epochs: Double, factor: Double)
  /// Times `factor` whenever the monitored figure has not improved for `patience` epochs.
  case plateau(patience: Int, factor: Double)

  public static let words = ["none", "cosine", "restarts", "plateau"]

  /// The factor of the cosines; 1 for the others.
  ///
  /// - Parameters:
  ///   - epoch: Epochs done after the warm-up.
  ///   - epochs: All epochs after the warm-up.
  /// - Source: Loshchilov, Hutter (2017).
  func factor(epoch: Double, of epochs: Double) -> Double {
    switch self {
    case .none, .plateau: return 1
    case .cosine: return Self.halfCosine(epochs > 0 ? epoch / epochs : 1)
    case .restarts(let first, let growth):
      guard epoch > 0 else { return 1 }
      guard growth > 1 else {
        return Self.halfCosine((epoch / first).truncatingRemainder(dividingBy: 1))
      }
      let cycle = (log(epoch / first * (growth - 1) + 1) / log(growth)).rounded(.down)
      let start = first * (pow(growth, cycle) - 1) / (growth - 1)
      return Self.halfCosine((epoch - start) / (first * pow(growth, cycle)))
    }
  }

  private static func halfCosine(_ share: Double) -> Double {
    0.5 * (1 + cos(Double.pi * min(max(share, 0), 1)))
  }

  /// As a script writes it.
  public var text: String {
    switch self {
    case .none: "none"
    case .cosine: "cosine"
    case .restarts(let epochs, let factor):
      "restarts(epochs=\(NumberFormat.shortest(epochs)), factor=\(NumberFormat.shortest(factor)))"
    case .plateau(let patience, let factor):
      "plateau(patience=\(patience), factor=\(NumberFormat.shortest(factor)))"
    }
  }

  /// - Throws: `Failure` for numbers that make no schedule.
  func validate() throws {
    let isSound =
      switch self {
      case .none, .cosine: true
      case .restarts(let epochs, let factor):
        epochs > 0 && epochs.isFinite && factor >= 1 && factor <= 1000
      case .plateau(let patience, let factor): patience >= 1 && factor > 0 && factor < 1
      }
    guard isSound else {
      throw Failure(
        "schedule is plateau(patience=12, factor=0.5) or restarts(epochs=10, factor=2)",
        culprit: .parameter("schedule"))
    }
  }
}
