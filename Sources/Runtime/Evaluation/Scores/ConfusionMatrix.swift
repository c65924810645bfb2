/// How often each class was predicted of each that happened.
public struct ConfusionMatrix: Sendable, Equatable {
  public let names: [String]
  /// `counts[truth][prediction]`.
  public let counts: [[Int]]

  /// Codes above this are no classes.
  private static let mostClasses = 1_000

  /// Yes/no at `p > 0.5`, classes by their codes.
  ///
  /// - Parameter names: One per class; codes, or no and yes, where too few are given.
  /// - Edge cases: rows whose code is no class are left out.
  public init(_ pairs: ScorePairs, names: [String] = []) {
    let isYesNo = pairs.classes == 0 && (pairs.predictions + pairs.truths).allSatisfy { $0 <= 1 }
    func code(_ value: Double) -> Int? {
      isYesNo ? (value > 0.5 ? 1 : 0) : Int(exactly: value)
    }
    let codes = zip(pairs.truths, pairs.predictions).compactMap { truth, prediction in
      code(truth).flatMap { truth in code(prediction).map { (truth, $0) } }
    }
    let highest = codes.reduce(1) { max($0, $1.0, $1.1) }
    let classes = pairs.classes > 0 ? pairs.classes : min(highest + 1, Self.mostClasses)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for (truth, prediction) in codes {
      guard counts.indices.contains(truth), counts.indices.contains(prediction) else { continue }
      counts[truth][prediction] += 1
    }
    self.counts = counts
    self.names =
      names.count >= classes
      ? Array(names[..<classes])
      : isYesNo ? ["no", "yes"] : (0..<classes).map { "\($0)" }
  }

  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  public var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// Rows of each class that happened.
  public var truthCounts: [Int] { counts.map { $0.reduce(0, +) } }

  /// Rows that were put into each class.
  public var predictionCounts: [Int] {
    counts.indices.map { code in counts.reduce(0) { $0 + $1[code] } }
  }

  public var accuracy: Double { Double(correct).dividedUnlessZero(by: Double(total)) }

  /// Of each class that happened the share that was predicted; missing of a class that did not happen.
  public var recalls: [Double] { shares(of: truthCounts) }

  /// Of each class that was predicted the share that happened; missing of one that was not predicted.
  public var precisions: [Double] { shares(of: predictionCounts) }

  private func shares(of totals: [Int]) -> [Double] {
    totals.indices.map { Double(counts[$0][$0]).dividedUnlessZero(by: Double(totals[$0])) }
  }
}
