import Testing

@testable import Runtime

/// Graphs that loops of a script may build.
@Suite struct EngineDeepGraphTests {
  @Test func aLongChainCompilesRunsAndIsReleased() throws {
    let w = try Expression.parameter("w", shape: [1])
    var x = w
    for _ in 0..<50_000 { x = try .negate(x) }
    let parts = Autodiff.topologicalOrder(of: [x])
    #expect(parts.count == 50_001)
    #expect(try EngineValueTests.evaluate(x, parameters: [w], weights: [3]) == [3])
  }

  @Test func sharedLiveColumnsAreGatheredOnce() throws {
    let axis = Axis(times: [0, 1])
    var x = Expression(column: .numbers([1, 1]), name: "x", axis: axis)
    let live = Expression(live: "k", value: 1)
    for _ in 0..<40 { x = try .multiply(.add(x, x), live) }
    let gathered = try Expression.gathered(x, shape: [1])
    #expect(Autodiff.topologicalOrder(of: [gathered], tensorsOnly: true).count == 81)
  }
}
