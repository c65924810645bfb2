import Testing

@testable import Runtime

struct CounterRandomTests {
  @Test func permutationsHoldEveryNumberOnce() {
    let random = CounterRandom(seed: 7, purpose: .shuffle)
    let order = random.permutation(of: 1000, step: 3)
    #expect(order.sorted() == (0..<1000).map { Int32($0) })
    #expect(order != random.permutation(of: 1000, step: 4))
    #expect(order == CounterRandom(seed: 7, purpose: .shuffle).permutation(of: 1000, step: 3))
    #expect(random.permutation(of: 0, step: 0).isEmpty)
  }

  @Test func uniformNumbersHaveTheRightMoments() {
    let random = CounterRandom(seed: 1, purpose: .weights, stream: 5)
    let values = (0..<20_000).map { random.uniform(step: 0, element: $0) }
    let mean = values.reduce(0, +) / 20_000
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - 0.5) < 0.01)
    #expect(abs(square - 1 / 12.0) < 0.003)
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
  }

  @Test func purposesAndStreamsDiffer() {
    let numbers = [
      CounterRandom(seed: 1, purpose: .weights), CounterRandom(seed: 1, purpose: .shuffle),
      CounterRandom(seed: 1, purpose: .weights, stream: 1),
      CounterRandom(seed: 2, purpose: .weights),
    ].map { $0.bits(step: 0, element: 0) }
    #expect(Set(numbers).count == 4)
  }
}
