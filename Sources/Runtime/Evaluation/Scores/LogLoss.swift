@preconcurrency import Glibc

/// `bce = -mean(y ln p + (1 - y) ln(1 - p))`, p kept 1e-15 away from 0 and 1.
public enum LogLoss: Score {
  public static let signature = Signature.score(
    "bce", "Binary cross-entropy of probabilities", "-mean(y ln p + (1 - y) ln(1 - p))")
  public static let suits = (yesNo: true, number: false)

  public static func value(of pairs: ScorePairs) -> Double {
    pairs.mean { probability, truth in
      let p = min(max(probability, 1e-15), 1 - 1e-15)
      return -(truth * log(p) + (1 - truth) * log1p(-p))
    }
  }
}
