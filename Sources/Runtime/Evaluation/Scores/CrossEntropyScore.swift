@preconcurrency import Glibc

/// `-mean(ln p)` of the class that happened, p kept 1e-15 away from 0.
public enum CrossEntropyScore: Score {
  public static let signature = Signature.score(
    "cross_entropy", "Cross-entropy of the probabilities of classes", "-mean(ln p of the class)")
  public static let suits = (yesNo: false, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    guard pairs.classes > 0, pairs.count > 0 else { return .nan }
    let sum = pairs.truths.indices.reduce(0.0) { sum, row in
      guard let code = Int(exactly: pairs.truths[row]), (0..<pairs.classes).contains(code) else {
        return .nan
      }
      return sum - log(max(pairs.shares[row * pairs.classes + code], 1e-15))
    }
    return sum / Double(pairs.count)
  }
}
