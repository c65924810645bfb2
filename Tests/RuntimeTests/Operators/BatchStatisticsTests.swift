import Testing

@testable import Runtime

/// One-argument statistics in a loss run over the batch under the sample mask, with gradients.
@Suite struct BatchStatisticsTests {
  private static let values: [Double] = [1.5, -0.5, 2.25, 7, 0.75, 3]
  private static let labels: [Double] = [1, 0.5, 2, .nan, -1, 4]
  /// The fourth sample is masked: its label is missing.
  private static let mask: [Double] = [1, 1, 1, 0, 1, 1]

  private func build(_ name: String, _ options: [(name: String, value: OperatorArgument)] = [])
    throws -> Runtime.Expression
  {
    let p = try Runtime.Expression.parameter("p", shape: [6])
    let y = try Runtime.Expression.input("y", shape: [6])
    let entry = try #require(OperatorCatalog.named(name))
    let isPair = entry.signature.positionals.contains { $0.name == "y" }
    let arguments = try OperatorBinder.bind(
      entry.signature, positionals: [.series(p)] + (isPair ? [.series(y)] : []), options: options)
    return try entry.build(OperatorCall(arguments: arguments, scope: .loss(sample: [6])))
      .expression
  }

  private func bind(_ executor: Executor) throws {
    // A mean of p alone reads no label.
    try? executor.setInput("y", Self.labels)
    try executor.setInput("mask", Self.mask)
  }

  private func check(_ loss: Runtime.Expression) throws -> GradientCheck {
    try GradientCheck.run(
      loss, parameters: [.parameter("p", shape: [6])], values: Self.values, bind: bind)
  }

  private var kept: [(x: Double, y: Double)] {
    Self.mask.indices.filter { Self.mask[$0] > 0 }.map { (Self.values[$0], Self.labels[$0]) }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func moment(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { ($0 - mean(a)) * ($1 - mean(b)) }.reduce(0, +)
  }

  @Test func valuesAndGradients() throws {
    let (x, y) = (kept.map(\.x), kept.map(\.y))
    let expected: [(String, Double)] = [
      ("mean", mean(x)), ("sum", x.reduce(0, +)), ("var", moment(x, x) / 4),
      ("std", (moment(x, x) / 4).squareRoot()), ("cov", moment(x, y) / 4),
      ("corr", moment(x, y) / (moment(x, x) * moment(y, y)).squareRoot()),
    ]
    for (name, value) in expected {
      let result = try check(build(name))
      #expect(abs(result.loss - value) < 1e-12, "\(name)")
      #expect(result.relativeError < 1e-7, "\(name)")
    }
  }

  @Test func conditionsNarrowTheMask() throws {
    let y = try Runtime.Expression.input("y", shape: [6])
    let condition = try Runtime.Expression.greater(y, Runtime.Expression(constant: 0))
    let result = try check(build("mean", [("where", .series(condition))]))
    #expect(abs(result.loss - mean(kept.filter { $0.y > 0 }.map(\.x))) < 1e-12)
  }

  @Test func zscoresHaveUnitVariance() throws {
    let scores = try build("zscore")
    let mask = try Runtime.Expression.sampleMask([6])
    let squares = try Runtime.Expression.sum(.square(scores), mask: mask)
    #expect(abs(try check(squares).loss - 4) < 1e-12)
  }

  @Test func ordersAreRefused() {
    #expect {
      try build("kurt")
    } throws: { error in
      "\(error)".contains("kurt over the batch of a loss")
    }
  }

  @Test func shiftsOfAPredictionAreRefused() throws {
    let p = try Runtime.Expression.parameter("p", shape: [6])
    let call = OperatorCall(
      arguments: ["x": .series(p), "k": .number(1)], scope: .loss(sample: [6]))
    #expect(throws: Failure.self) { try Lead.build(call) }
  }

  @Test func liveNumbersShift() throws {
    let close = try ExampleReader.expression("close", on: OperatorFixture.single)
    let hold = Runtime.Expression(live: "hold", value: 4)
    let call = OperatorCall(
      arguments: ["x": .series(close), "k": .series(hold)], scope: .loss(sample: [6]))
    #expect(try Lead.build(call).expression.reach.to == 4)
  }
}
