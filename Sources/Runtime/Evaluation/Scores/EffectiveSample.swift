/// How many independent labels a number of overlapping ones is worth.
///
/// A label over the next five bars shares four of them with its neighbour: a thousand such labels are not
/// a thousand observations.
public struct EffectiveSample: Sendable, Equatable {
  public let count: Int
  /// Of each label, `mean(1 / c)` over its bars, where `c` labels are alive at a bar.
  public let uniqueness: [Double]
  /// `sum(uniqueness)`: as many as if every bar were shared out among the labels alive.
  public let effective: Double
  /// The most labels of which no two overlap.
  public let disjoint: Int

  public var meanUniqueness: Double { effective.dividedUnlessZero(by: Double(count)) }

  /// - Parameter spans: The first and the last bar that each label looks at, in any order.
  /// - Complexity: O(n log n), whatever the number of bars.
  /// - Source: Lopez de Prado, "Advances in financial machine learning" (2018), chapter 4.
  public init(_ spans: [ClosedRange<Int>]) {
    count = spans.count
    let bounds = Set(spans.flatMap { [$0.lowerBound, $0.upperBound &+ 1] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(bounds, bounds.indices))
    var changes = [Int](repeating: 0, count: bounds.count)
    func place(_ bound: Int) -> Int { places[bound] ?? 0 }
    for span in spans {
      changes[place(span.lowerBound)] += 1
      changes[place(span.upperBound &+ 1)] -= 1
    }
    // Up to each bound, the sum of 1 / c over the bars at which labels are alive.
    var (alive, sum, sums) = (0, 0.0, [Double]())
    for (index, bound) in bounds.enumerated() {
      if index > 0, alive > 0 { sum += Double(bound &- bounds[index - 1]) / Double(alive) }
      sums.append(sum)
      alive += changes[index]
    }
    let uniqueness = spans.map { span in
      let bars = Double(span.upperBound &- span.lowerBound) + 1
      return (sums[place(span.upperBound &+ 1)] - sums[place(span.lowerBound)]) / bars
    }
    self.uniqueness = uniqueness
    effective = uniqueness.reduce(0, +)
    disjoint = Self.disjoint(spans)
  }

  /// Takes the label that ends first, and then always the next that begins after the last one taken.
  private static func disjoint(_ spans: [ClosedRange<Int>]) -> Int {
    var (count, last) = (0, Int.min)
    for span in spans.sorted(by: { $0.upperBound < $1.upperBound })
    where count == 0 || span.lowerBound > last {
      count += 1
      last = span.upperBound
    }
    return count
  }
}
