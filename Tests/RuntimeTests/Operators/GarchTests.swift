import Foundation
import Testing

@testable import Runtime

/// GARCH(1,1) agrees with Python's arch: `Tests/Reference/garch.py` made the numbers.
@Suite struct GarchTests {
  private struct Reference {
    let columns: [[Double]]
    /// mu, omega, alpha, beta with a mean; omega, alpha, beta without.
    let constant: [Double]
    let zero: [Double]

    init() throws {
      let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Reference/garch.csv").standardized
      let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      func parameters(_ name: String) -> [Double] {
        lines.first { $0.hasPrefix("# \(name) ") }?.split(separator: " ").compactMap { Double($0) }
          ?? []
      }
      let rows = lines.filter { !$0.hasPrefix("#") }.dropFirst().map {
        $0.split(separator: ";").compactMap { Double($0) }
      }
      columns = (0..<3).map { column in rows.map { $0[column] } }
      (constant, zero) = (parameters("constant"), parameters("zero"))
    }

    var returns: Runtime.Expression {
      let axis = Axis(
        times: columns[0].indices.map { Int64($0) * Nanoseconds.day }, frequency: Nanoseconds.day,
        isDaily: true)
      return Runtime.Expression(column: .numbers(columns[0]), name: "x", axis: axis)
    }
  }

  private func build(
    _ name: String, _ r: Runtime.Expression, _ options: [(String, OperatorArgument)] = []
  ) throws -> OperatorResult {
    let entry = try #require(OperatorCatalog.named(name))
    let arguments = try OperatorBinder.bind(
      entry.signature, positionals: [.series(r)], options: options.map { (name: $0, value: $1) })
    return try entry.build(OperatorCall(arguments: arguments))
  }

  private func values(_ result: OperatorResult) throws -> [Double] {
    try ColumnEvaluator().values(of: result.expression)
  }

  @Test(arguments: [true, false]) func parametersAgree(_ hasMean: Bool) throws {
    let reference = try Reference()
    let result = try build(
      "garch_fit", reference.returns, [("mean", .text(hasMean ? "constant" : "zero"))])
    guard case .record(let fields) = result else { return #expect(Bool(false)) }
    let found = try fields.map { try ColumnEvaluator().number(of: $0.value) }
    let expected = hasMean ? reference.constant : [0] + reference.zero
    #expect(expected.count == 4)
    for (value, expected) in zip(found, expected) { #expect(abs(value - expected) < 1e-3) }
  }

  @Test func filteredVolatilityAgrees() throws {
    let reference = try Reference()
    let found = try values(build("garch", reference.returns))
    let worst = zip(found, reference.columns[1]).map { abs($0 * $0 - $1 * $1) / ($1 * $1) }.max()
    #expect(try #require(worst) < 2e-3)
  }

  /// With arch's own parameters the variance is arch's.
  @Test func equalParametersGiveEqualVariance() throws {
    let reference = try Reference()
    let (mu, omega, alpha, beta) = (
      reference.constant[0], reference.constant[1], reference.constant[2], reference.constant[3]
    )
    let x = reference.columns[0]
    let mean = x.reduce(0, +) / Double(x.count)
    let start = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    let model = GarchModel(mu: mu, omega: omega, alpha: alpha, beta: beta, start: start)
    let expression = try Expression(GivenGarch(model: model, ahead: 0), [reference.returns])
    let found = try ColumnEvaluator().values(of: expression)
    let worst = zip(found, reference.columns[1]).map { abs($0 * $0 - $1 * $1) }.max()
    #expect(try #require(worst) < 1e-6)
  }

  @Test func forecastsApproachTheLevel() throws {
    let reference = try Reference()
    let options: [(String, OperatorArgument)] = [
      ("omega", .number(0.02)), ("alpha", .number(0.08)), ("beta", .number(0.9)),
    ]
    let now = try values(build("garch", reference.returns, options))
    let next = try values(build("garch", reference.returns, options + [("ahead", .number(1))]))
    let far = try values(build("garch", reference.returns, options + [("ahead", .number(2000))]))
    #expect(zip(now.dropFirst(), next).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(far.allSatisfy { abs($0 - 1) < 1e-9 })
  }

  @Test func parametersComeFromTheTrainingRows() throws {
    let reference = try Reference()
    let r = reference.returns
    let whole = try values(build("garch", r))
    let fitted = try Expression.rewrite([build("garch", r).expression]) { node, inputs in
      guard let operation = node.operation as? GarchOperation else { return nil }
      return try Expression(operation.restricted(to: .rows([0..<1000])), inputs)
    }
    let part = try ColumnEvaluator().values(of: fitted)[0]
    let first = Array(reference.columns[0].prefix(1000))
    let model = try #require(try GarchFit.model(of: [GarchRun(first)]))
    #expect(abs(part[0] - model.first.squareRoot()) < 1e-12)
    #expect(part.count == whole.count && part.allSatisfy { $0 > 0 } && part[1500] != whole[1500])
  }

  @Test func fewReturnsGiveNoModel() throws {
    #expect(try GarchFit.model(of: [GarchRun(Array(repeating: 0.1, count: 20))]) == nil)
    #expect(try GarchFit.model(of: [GarchRun(Array(repeating: 0.1, count: 200))]) == nil)
  }

  @Test func impossibleParametersAreRefused() throws {
    let r = try Reference().returns
    #expect(throws: Failure.self) {
      try build(
        "garch", r, [("omega", .number(1)), ("alpha", .number(0.5)), ("beta", .number(0.5))])
    }
    #expect(throws: Failure.self) { try build("garch", r, [("alpha", .number(0.5))]) }
  }
}
