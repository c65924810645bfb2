import Foundation
import Runtime
import Testing

@testable import Lang

/// The losses of the prelude against PyTorch (Tests/Reference/groups.py), value and gradient.
@Suite struct PreludeLossTests {
  typealias Graph = Runtime.Expression

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    var testDescription: String { code }

    init(_ name: String, _ code: String) { (self.name, self.code) = (name, code) }
  }

  static let cases = [
    Case("quantile", "l = quantile(q=0.8)"), Case("focal", "l = focal(gamma=2)"),
    Case("asymmetric", "l = asymmetric(under=1.5)"), Case("wrong_sign", "l = wrong_sign(weight=2)"),
    Case("logcosh", "loss l(p, y):\n  return logcosh(p, y)\nend"),
    Case("qlike", "l = qlike(power=2)"), Case("rank", "l = rank(t=0.1)"),
    Case("rank70", "l = rank70(w=0.7)"),
    Case(
      "rank",
      """
      loss l(p, y; t=0.1):
        return 1 - corr(softrank(p, t * std(p)), rank(y))
      end
      """),
    Case(
      "rank",
      """
      loss l(p, y; t=0.1):
        return 1 - mean(rankcorr(p, y, t, unit=sd, min=5))
      end
      """),
  ]

  static func reference(_ name: String) throws -> [Double] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Reference/groups.csv").standardized
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let row = try #require(lines.first { $0.hasPrefix(name + ",") })
    return row.split(separator: ",").dropFirst().compactMap { Double($0) }
  }

  /// Of twelve predictions that stand in as a parameter.
  static func context(_ name: String, _ loss: Loss) throws -> (LossContext, Graph) {
    let p = try Graph.parameter("p", shape: [12])
    let y = (0..<12).map { Double(($0 * 5) % 7) / 3 - 0.9 }
    let labels =
      name == "focal" ? y.map { $0 > 0 ? 1 : 0 } : name == "qlike" ? y.map { abs($0) + 0.2 } : y
    let prediction =
      name == "qlike" ? try Graph.add(.absolute(p), Graph(constant: 1)) : p
    let options = loss.options.map { ($0.name, Graph(live: $0.name, value: $0.value)) }
    let context = LossContext(
      prediction: prediction, logit: p, label: try .tensor(labels, shape: [12]), shape: [12],
      frame: SampleFrames.px(), options: Dictionary(uniqueKeysWithValues: options))
    return (context, p)
  }

  @Test(arguments: cases) func followsPyTorch(_ item: Case) throws {
    let session = Session.sample(CollectedOutput())
    #expect(session.execute(item.code) == .finished)
    let loss = try #require(try session.loss(named: "l")).loss(in: session)
    let (context, p) = try Self.context(item.name, loss)
    let graph = try loss.build(context)
    let values = (0..<12).map { Double(($0 * 17) % 31) / 13 - 1.16 }
    let executor = Executor(
      try Compiler.training(loss: graph.value, parameters: [p], precision: .float64))
    if executor.program.inputNames.contains("mask") {
      try executor.setInput("mask", [Double](repeating: 1, count: 12))
    }
    try executor.set(.weights, to: values)
    let found = [try executor.computeGradient().loss] + (try executor.values(of: .gradient))
    let expected = try Self.reference(item.name)
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-11) }
  }
}
