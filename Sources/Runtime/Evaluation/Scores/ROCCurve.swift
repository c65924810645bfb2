/// The share of yes labels that are found over the share of no labels that are taken for them, for every
/// threshold.
public struct ROCCurve: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    /// The share of no labels predicted at or above the threshold.
    public let falsePositive: Double
    /// The share of yes labels predicted at or above it.
    public let truePositive: Double
    /// Infinite at the first point, where nothing is a yes.
    public let threshold: Double
  }

  /// From (0, 0) to (1, 1), one for each distinct prediction; none when only one side occurs.
  public let points: [Point]

  /// - Complexity: O(n log n).
  public init(_ pairs: ScorePairs) {
    let steps = ThresholdSteps(pairs)
    guard let yes = steps.yes.last, let no = steps.no.last, yes > 0, no > 0 else {
      points = []
      return
    }
    let start = Point(falsePositive: 0, truePositive: 0, threshold: .infinity)
    points =
      [start]
      + steps.thresholds.indices.map { place in
        Point(
          falsePositive: Double(steps.no[place]) / Double(no),
          truePositive: Double(steps.yes[place]) / Double(yes),
          threshold: steps.thresholds[place])
      }
  }

  /// By trapezoids: ties count half. Missing without points.
  public var area: Double {
    guard !points.isEmpty else { return .nan }
    return zip(points, points.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.falsePositive - pair.0.falsePositive)
        * (pair.1.truePositive + pair.0.truePositive) / 2
    }
  }
}
