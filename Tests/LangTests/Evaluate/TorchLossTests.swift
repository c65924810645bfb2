import Foundation
import Runtime
import Testing

@testable import Lang

/// The losses of Tests/Reference/losses.py, value and gradient.
@Suite struct TorchLossTests {
  typealias Graph = Runtime.Expression

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    var testDescription: String { name }

    init(_ name: String, _ code: String) { (self.name, self.code) = (name, code) }
  }

  static let numbers = [
    Case("adaptive_huber", "l = adaptive_huber(delta=0.25)"), Case("hybrid", "l = hybrid(w=0.5)"),
    Case("directional_huber", "l = directional_huber(w=1)"),
    Case("bce_smoothed", "l = bce(smoothing=0.1, yes=3)"),
    Case("mae", "loss l(p, y): return mean(abs(p - y))"), Case("huber", "l = huber(delta=0.7)"),
    Case("mse", "loss l(p, y): return mean((p - y) ** 2)"),
  ]

  static let classes = [
    Case("cross_entropy", "l = cross_entropy(smoothing=0)"),
    Case("cross_entropy_weighed", "l = cross_entropy(smoothing=0.1, weights=[0.5, 1, 2])"),
    Case("focal_classes", "l = focal_classes(gamma=2, smoothing=0.1)"),
  ]

  static func reference(_ name: String) throws -> [Double] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Reference/losses.csv").standardized
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let row = try #require(lines.first { $0.hasPrefix(name + ",") })
    return row.split(separator: ",").dropFirst().compactMap { Double($0) }
  }

  static func loss(_ code: String, _ name: String = "l") throws -> Loss {
    let session = Session.sample(CollectedOutput())
    #expect(session.execute(code) == .finished)
    return try #require(try session.loss(named: name)).loss(in: session)
  }

  static func live(_ loss: Loss) -> [String: Graph] {
    let options = loss.options.map { ($0.name, Graph(live: $0.name, value: $0.value)) }
    return Dictionary(uniqueKeysWithValues: options)
  }

  static func expect(
    _ graph: Loss.Graph, _ parameter: Graph, at start: [Double], _ name: String,
    prepare: (Executor) throws -> Void = { _ in }
  ) throws {
    let executor = Executor(
      try Compiler.training(loss: graph.value, parameters: [parameter], precision: .float64))
    if executor.program.inputNames.contains("mask") {
      let count = orders.contains { $0.0.name == name } ? 6 : 12
      try executor.setInput("mask", [Double](repeating: 1, count: count))
    }
    try prepare(executor)
    try executor.set(.weights, to: start)
    let found = [try executor.computeGradient().loss] + (try executor.values(of: .gradient))
    let expected = try reference(name)
    #expect(found.count == expected.count)
    let scale = max(1, abs(expected[0]))
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-10 * scale, "\(name): \(a) \(b)") }
  }

  static func start(_ count: Int) -> [Double] {
    (0..<count).map { Double(($0 * 17) % 31) / 13 - 1.16 }
  }

  @Test(arguments: numbers) func numbersFollowPyTorch(_ item: Case) throws {
    let loss = try Self.loss(item.code)
    let y = (0..<12).map { Double(($0 * 5) % 7) / 3 - 0.9 }
    let labels = item.name == "bce_smoothed" ? y.map { $0 > 0 ? 1 : 0 } : y
    let p = try Graph.parameter("p", shape: [12])
    let context = LossContext(
      prediction: p, logit: p, label: try .tensor(labels, shape: [12]), shape: [12],
      frame: SampleFrames.px(), options: Self.live(loss))
    try Self.expect(loss.build(context), p, at: Self.start(12), item.name)
  }

  @Test(arguments: classes) func classesFollowPyTorch(_ item: Case) throws {
    let loss = try Self.loss(item.code)
    let codes = (0..<12).map { Double(($0 * 5) % 7 % 3) }
    let z = try Graph.parameter("z", shape: [12, 3])
    let context = LossContext(
      prediction: try .softmax(z), logit: z, label: try .tensor(codes, shape: [12]), shape: [12],
      frame: SampleFrames.px(), options: Self.live(loss), classShares: [0.2, 0.3, 0.5])
    try Self.expect(loss.build(context), z, at: Self.start(36), item.name)
  }

  static let orders = [
    (Case("sharpe", "l = sharpe(k=100)"), [0.03, 0.05, 0.02, 0.04, 0.06, 0.03]),
    (
      Case("sharpe_advanced", "l = sharpe_advanced(k=100)"),
      [0.03, 0.05, 0.02, -0.08, -0.09, -0.07]
    ),
    (Case("trade_long", "l = trade_long(k=100)"), [0.03, 0.05, 0.02, 0.04, 0.06, 0.03]),
    (Case("trade_advanced", "l = trade_advanced(k=100)"), [0.03, 0.05, 0.02, 0.04, 0.06, 0.03]),
    (
      Case("trade_advanced_above", "l = trade_advanced(k=100)"),
      [-0.08, 0.05, -0.06, 0.04, -0.07, 0.03]
    ),
  ]

  /// Three symbols at two times; the prices of the published check.
  @Test(arguments: orders) func lossesOfOrders(_ item: Case, _ start: [Double]) throws {
    let loss = try Self.loss(item.code)
    let bases = [[100.0, 110], [200, 210], [50, 55]]
    func column(_ factor: Double) -> [Double] {
      bases.flatMap { pair in
        pair.flatMap { base in (0..<5).map { base * (1 + 0.01 * Double($0)) * factor } }
      }
    }
    let day: Int64 = 86_400_000_000_000
    let axis = Axis(
      times: (0..<30).map { day * Int64($0 % 10) },
      segments: (0..<3).map { Axis.Segment(symbol: "S\($0)", rows: 10 * $0..<10 * $0 + 10) })
    let frame = Frame(
      axis: axis,
      fields: [("close", 1.01), ("low", 0.97)].map { name, factor in
        Frame.Field(name: name, original: name, column: .numbers(column(factor)))
      }, source: "prices")
    let v = try Graph.parameter("v", shape: [2, 3])
    let context = LossContext(
      prediction: v, logit: v, label: v, shape: [2, 3], frame: frame, options: Self.live(loss))
    let graph = try loss.build(context)
    try Self.expect(graph, v, at: start, item.name) { executor in
      for (place, column) in executor.program.columns.enumerated() {
        let values = try ColumnEvaluator().values(of: column)
        try executor.bind(SourceMatrix(values, columns: 1), column: place)
      }
      try executor.setIndex([0, 10, 20, 5, 15, 25])
    }
  }

  @Test func balancedWeightsMakeClassesEqual() throws {
    let loss = try Self.loss("l = cross_entropy(weights=balanced)")
    let codes = [0.0, 0, 0, 1]
    let z = try Graph.parameter("z", shape: [4, 2])
    let context = LossContext(
      prediction: try .softmax(z), logit: z, label: try .tensor(codes, shape: [4]), shape: [4],
      frame: SampleFrames.px(), options: Self.live(loss), classShares: [0.75, 0.25])
    let graph = try loss.build(context)
    let executor = Executor(
      try Compiler.training(loss: graph.value, parameters: [z], precision: .float64))
    if executor.program.inputNames.contains("mask") {
      try executor.setInput("mask", [1.0, 1, 1, 1])
    }
    try executor.set(.weights, to: [Double](repeating: 0, count: 8))
    _ = try executor.computeGradient()
    let gradient = try executor.values(of: .gradient)
    let sums = (0..<2).map { place in
      stride(from: place, to: 8, by: 2).reduce(0) { $0 + gradient[$1] }
    }
    #expect(abs(sums[0]) < 1e-12 && abs(sums[1]) < 1e-12)
  }
}
