import Foundation
import Testing

@testable import Runtime

/// Numbers that PyTorch made (Tests/Reference/optimisers.py and network.py).
@Suite struct EngineReferenceTests {
  static func table(_ name: String) throws -> [[String]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("Reference/\(name).csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: ",").map(String.init) }
  }

  static func start(_ rule: OptimiserRecipe.Rule, _ precision: Precision) throws -> Executor {
    let w = try Expression.parameter("w", shape: [5])
    let loss = try Expression.sum(.multiply(w, .input("g", shape: [5])))
    let recipe = OptimiserRecipe(rule, beta1: rule == .sgd ? 0.9 : nil)
    let executor = Executor(
      try Compiler.training(
        loss: loss, parameters: [w], optimiser: recipe, precision: precision))
    try executor.set(.weights, to: [Double]([0.5, -1.25, 2.0, 0.001, -3.0]))
    (executor.learningRate, executor.weightDecay, executor.clip) =
      switch rule {
      case .adamW: (0.01, 0.1, 1)
      case .adam: (0.02, 0.05, 0)
      case .sgd: (0.03, 0.02, 2.5)
      }
    return executor
  }

  static func gradient(_ step: Int) -> [Double] {
    (0..<5).map { Double((7 * $0 + 3 * step) % 11 - 5) * (0.3 + 0.1 * Double(step)) }
  }

  @Test(arguments: OptimiserRecipe.Rule.allCases)
  func optimiserFollowsPyTorch(_ rule: OptimiserRecipe.Rule) throws {
    let rows = try Self.table("optimisers").filter { $0[0] == rule.rawValue }
    #expect(rows.count == 6)
    let (wide, narrow) = (try Self.start(rule, .float64), try Self.start(rule, .float32))
    for row in rows {
      let expected = row[2...].compactMap(Double.init)
      let step = try #require(Int(row[1]))
      for (executor, tolerance) in [(wide, 1e-12), (narrow, 2e-6)] {
        try executor.setInput("g", Self.gradient(step))
        let result = try executor.step()
        let found = [result.gradientNorm] + (try executor.values(of: .weights))
        for (x, y) in zip(found, expected) { #expect(abs(x - y) <= tolerance * max(1, abs(y))) }
      }
    }
  }

  @Test func networkFollowsPyTorch() throws {
    func values(_ count: Int, _ factor: Int, _ modulus: Int, _ scale: Double) -> [Double] {
      (0..<count).map { Double(($0 * factor) % modulus) / scale - 0.5 }
    }
    let shapes = [[7, 5], [7], [7], [7], [3, 7], [3], [1, 3], [1]]
    let names = [
      "0.weight", "0.bias", "1.weight", "1.bias", "3.weight", "3.bias", "5.weight", "5.bias",
    ]
    let w = try zip(names, shapes).map { try Expression.parameter($0, shape: $1) }
    var h = try Expression.gatherRows(source: "x", width: 5, count: 9)
    h = try .layerNorm(.addBias(.matmulTransposed(h, w[0]), w[1]), gain: w[2], bias: w[3])
    h = try .tanh(.addBias(.matmulTransposed(.relu(h), w[4]), w[5]))
    h = try .softplus(.addBias(.matmulTransposed(h, w[6]), w[7]))
    let error = try Expression.absolute(
      .subtract(.reshape(h, [9]), .tensor(values(9, 5, 9, 3), shape: [9])))
    let delta = Expression(constant: 0.25)
    let square = try Expression.multiply(Expression(constant: 0.5), .square(error))
    let line = try Expression.multiply(delta, .subtract(error, Expression(constant: 0.125)))
    let loss = try Expression.mean(.select(.lessOrEqual(error, delta), square, line))

    let program = try Compiler.training(loss: loss, parameters: w, precision: .float64)
    let executor = Executor(program)
    try executor.bind(SourceMatrix(values(45, 29, 83, 40), columns: 5), to: "x")
    try executor.setIndex((0..<9).map(Int32.init))
    try executor.set(.weights, to: values(program.weightCount, 37, 101, 100))
    let found = [try executor.computeGradient().loss] + (try executor.values(of: .gradient))
    let expected = try Self.table("network").compactMap { Double($0[1]) }
    #expect(found.count == expected.count)
    for (x, y) in zip(found, expected) { #expect(abs(x - y) < 1e-13) }
  }
}
