import Synchronization
import Testing

@testable import Runtime

/// The evaluator computes equal parts once, whatever the threads, and never runs out of registers.
@Suite struct ColumnEvaluatorTests {
  private let frame = OperatorFixture.panel

  /// Counts how often it is computed.
  private final class Counted: ColumnOperation {
    let key = "counted"
    let runs = Atomic<Int>(0)
    func evaluate(_ task: ColumnTask) throws {
      runs.wrappingAdd(1, ordering: .relaxed)
      for row in task.rows { task.output[row] = task.inputs[0][row] }
    }
  }

  private func read(_ code: String) throws -> Runtime.Expression {
    try ExampleReader.expression(code, on: frame)
  }

  @Test func equalPartsAreComputedOnce() throws {
    let (counted, evaluator) = (Counted(), ColumnEvaluator())
    let nodes = try (0..<3).map { _ in try Expression(counted, [read("close")]) }
    let sums = try [Expression.add(nodes[0], nodes[1]), .multiply(nodes[2], nodes[2])]
    let first = try evaluator.values(of: sums)
    let segments = frame.axis.segments.count
    #expect(counted.runs.load(ordering: .relaxed) == segments)
    let second = try evaluator.values(of: sums)
    #expect(first == second)
    #expect(counted.runs.load(ordering: .relaxed) == segments)
  }

  @Test func threadsDoNotMatter() throws {
    let axis = Axis(times: (0..<40_000).map { Int64($0) })
    let column = (0..<40_000).map { Double($0 % 97) }
    let x = Expression(column: .numbers(column), name: "x", axis: axis)
    let nodes = try (2..<10).map { try Expression.rollingDeviation(.lag(x, $0), 10 * $0) }
    let one = try ColumnEvaluator(threads: 1).values(of: nodes)
    let four = try ColumnEvaluator(threads: 4).values(of: nodes)
    for (a, b) in zip(one, four) { #expect(zip(a, b).allSatisfy { $0.isIdentical(to: $1) }) }
  }

  @Test func wideAndDeepChainsAreSplit() throws {
    let close = try read("close")
    var leaves = try (0..<256).map { try Expression.add(close, Expression(constant: Double($0))) }
    while leaves.count > 1 {
      leaves = try stride(from: 0, to: leaves.count, by: 2).map {
        try .add(leaves[$0], leaves[$0 + 1])
      }
    }
    var deep = close
    for _ in 0..<3_000 { deep = try .add(deep, Expression(constant: 1)) }
    let values = try ColumnEvaluator().values(of: [leaves[0], deep, close])
    let sum = 256 * values[2][7] + 255 * 128
    #expect(abs(values[0][7] - sum) < 1e-6 && abs(values[1][7] - values[2][7] - 3_000) < 1e-6)
  }

  @Test func scalarsAreNumbers() throws {
    let evaluator = ColumnEvaluator()
    let mean = try evaluator.number(of: read("mean(close)"))
    let values = try evaluator.values(of: read("close"))
    #expect(abs(mean - values.reduce(0, +) / Double(values.count)) < 1e-9)
    #expect(try evaluator.number(of: read("mean(close) * 2 + 1")) == mean * 2 + 1)
    #expect(throws: Failure.self) { try evaluator.number(of: read("close")) }
  }

  @Test func liveScalarsCountAsTheyAre() throws {
    let evaluator = ColumnEvaluator()
    let (three, four) = (Expression(live: "k", value: 3), Expression(live: "k", value: 4))
    let close = try read("close")
    let products = try [Expression.multiply(close, three), .multiply(close, four)]
    let values = try evaluator.values(of: products)
    #expect(values[0][5] * 4 == values[1][5] * 3)
  }

  @Test func aBatchIsRefused() throws {
    let batch = try Expression.input("p", shape: [8])
    #expect(throws: Failure.self) { try ColumnEvaluator().values(of: batch) }
  }

  @Test func memoryIsBounded() throws {
    let evaluator = ColumnEvaluator(cacheLimit: 8 * frame.rowCount)
    for k in 1...4 { _ = try evaluator.values(of: read("lag(close, \(k))")) }
    let again = try evaluator.values(of: read("lag(close, 1)"))
    #expect(again[1] == (try evaluator.values(of: read("close")))[0])
  }
}
