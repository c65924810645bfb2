import Testing

@testable import Runtime

@Suite struct RadixSortTests {
  /// Large, small, equal and negative numbers, both zeros and infinities.
  private static let values: [Double] = {
    let random = CounterRandom(seed: 3, purpose: .sampling)
    return (0..<5000).map { row in
      let draw = random.uniform(step: row, element: 0) - 0.5
      switch row % 9 {
      case 0: return draw < 0 ? -0.0 : 0
      case 1: return draw < -0.45 ? -.infinity : draw > 0.45 ? .infinity : draw
      case 2: return draw * 1e-300
      default: return (draw * 200).rounded() * (row % 5 == 0 ? 1e-9 : 1e6)
      }
    }
  }()

  @Test(arguments: [5000, 2048, 2047, 3, 1, 0]) func agreesWithComparison(_ count: Int) {
    let values = Array(Self.values.prefix(count))
    #expect(RadixSort.ascending(values) == values.sorted())
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    #expect(RadixSort.order(values).map(Int.init) == order)
  }
}
