import Testing

@testable import Runtime

/// Soft ranks and statistics within groups against PyTorch (Tests/Reference/groups.py) and against
/// finite differences.
@Suite struct SampleGroupsTests {
  typealias Graph = Runtime.Expression
  typealias Build = @Sendable (SampleGroups, Graph, Graph) throws -> Graph

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var minimum = 2
    var isGrouped = true
    let build: Build
    var testDescription: String { name }
  }

  static let codes: [Double] = [2, 0, 2, 1, 0, 2, 1, 1, 2, 0, 5, 2]
  static let mask: [Double] = [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]
  static let x = (0..<12).map { Double(($0 * 17) % 31) / 13 - 1.16 }
  static let y = (0..<12).map { Double(($0 * 5) % 7) / 3 - 0.9 }

  static func number(_ value: Double) -> Graph { Graph(constant: value) }

  static let cases: [Case] = [
    Case(name: "sum") { groups, x, _ in try groups.sum(x) },
    Case(name: "mean") { groups, x, _ in try groups.mean(x) },
    Case(name: "maximum") { groups, x, _ in try groups.maximum(x) },
    Case(name: "deviation") { groups, x, _ in try groups.deviation(x) },
    Case(name: "centred") { groups, x, _ in try groups.centred(x) },
    Case(name: "standardised") { groups, x, _ in try groups.standardised(x) },
    Case(name: "softrank") { groups, x, _ in try groups.softRank(.divide(x, number(0.3))) },
    Case(name: "softrank_sd") { groups, x, _ in
      let spread = try Graph.maximum(groups.deviation(x), number(1e-3))
      return try groups.softRank(.divide(x, .multiply(spread, number(0.2))))
    },
    Case(name: "softrank_all", isGrouped: false) { groups, x, _ in
      try groups.softRank(.divide(x, number(0.3)))
    },
    Case(name: "ranks") { groups, x, y in
      try .add(groups.rank(y), .multiply(x, number(0)))
    },
    Case(name: "rankcorr", minimum: 3) { groups, x, y in
      let soft = try groups.softRank(.divide(x, number(0.3)))
      return try groups.meanOverGroups(groups.correlation(soft, groups.rank(y)))
    },
  ]

  static func graph(_ item: Case, shape: [Int] = [12]) throws -> (p: Graph, value: Graph) {
    let p = try Graph.parameter("p", shape: shape)
    let groups =
      item.isGrouped
      ? try SampleGroups(
        mask: .tensor(mask, shape: shape), block: 12, codes: .tensor(codes, shape: shape),
        minimum: item.minimum)
      : try SampleGroups(mask: .broadcast(number(1), to: shape), block: 12)
    return (p, try item.build(groups, p, .tensor(y, shape: shape)))
  }

  /// The value weighed differently at every place, as in groups.py.
  static func loss(_ value: Graph) throws -> Graph {
    guard let shape = value.dimensions, !shape.isEmpty else { return value }
    let weights = (0..<value.elementCount).map { Double(($0 * 7) % 5) - 1.7 }
    return try .sum(.multiply(value, .tensor(weights, shape: shape)))
  }

  @Test(arguments: cases, [Precision.float32, .float64])
  func followsPyTorch(_ item: Case, _ precision: Precision) throws {
    let row = try #require(EngineReferenceTests.table("groups").first { $0[0] == item.name })
    let expected = row.dropFirst().compactMap(Double.init)
    let (p, value) = try Self.graph(item)
    let program = try Compiler.training(
      loss: Self.loss(value), parameters: [p], outputs: [ProgramOutput("value", value)],
      precision: precision)
    let executor = Executor(program)
    try executor.set(.weights, to: Self.x)
    _ = try executor.computeGradient()
    let found = try executor.output("value") + executor.values(of: .gradient)
    #expect(found.count == expected.count)
    let tolerance = precision == .float64 ? 1e-12 : 3e-5
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= tolerance * max(1, abs(b))) }
  }

  @Test(arguments: cases) func matchesDifferences(_ item: Case) throws {
    let (p, value) = try Self.graph(item)
    let check = try GradientCheck.run(Self.loss(value), parameters: [p], values: Self.x)
    #expect(check.relativeError < 1e-7, "\(check.entries)")
  }

  @Test(arguments: cases.filter(\.isGrouped))
  func missingSamplesBehindTheMaskDoNotMatter(_ item: Case) throws {
    let (p, value) = try Self.graph(item)
    func gradient(_ masked: Double) throws -> [Double] {
      let executor = Executor(
        try Compiler.training(loss: Self.loss(value), parameters: [p], precision: .float64))
      var x = Self.x
      x[5] = masked
      try executor.set(.weights, to: x)
      _ = try executor.computeGradient()
      return try executor.values(of: .gradient)
    }
    guard item.name != "ranks" else { return }
    #expect(try gradient(.nan) == gradient(3))
    #expect(try gradient(.nan)[5] == 0)
  }

  @Test func datesAreBlocksOfSymbols() throws {
    let item = Case(name: "softrank") { groups, x, _ in try groups.softRank(x) }
    func values(_ groups: SampleGroups, _ shape: [Int]) throws -> [Double] {
      let p = try Graph.parameter("p", shape: shape)
      let program = try Compiler.forward(
        [ProgramOutput("value", item.build(groups, p, p))], parameters: [p], precision: .float64)
      let executor = Executor(program)
      try executor.set(.weights, to: Self.x)
      try executor.run()
      return try executor.output("value")
    }
    let ones = try Graph.broadcast(Self.number(1), to: [3, 4])
    let dates = try values(SampleGroups(mask: ones, block: 4), [3, 4])
    let codes = try Graph.tensor((0..<12).map { Double(2 - $0 / 4) }, shape: [12])
    let flat = try Graph.broadcast(Self.number(1), to: [12])
    #expect(try dates == values(SampleGroups(mask: flat, block: 12, codes: codes), [12]))
    #expect(try dates != values(SampleGroups(mask: flat, block: 12), [12]))
  }

  @Test func constantPredictionsGiveNoGradient() throws {
    let item = try #require(Self.cases.last)
    let (p, value) = try Self.graph(item)
    let executor = Executor(
      try Compiler.training(loss: Self.loss(value), parameters: [p], precision: .float64))
    try executor.set(.weights, to: [Double](repeating: 0.25, count: 12))
    #expect(try executor.computeGradient() == StepResult(loss: 0, gradientNorm: 0))
  }

  /// As the temperature falls a soft rank tends to the rank less one half.
  @Test func coldSoftRanksAreRanks() throws {
    let groups = try SampleGroups(mask: .broadcast(Self.number(1), to: [12]), block: 12)
    let p = try Graph.parameter("p", shape: [12])
    let soft = try groups.softRank(.divide(p, Self.number(1e-4)))
    let program = try Compiler.forward(
      [ProgramOutput("soft", soft), ProgramOutput("hard", groups.rank(p))], parameters: [p],
      precision: .float64)
    let executor = Executor(program)
    try executor.set(.weights, to: Self.x)
    try executor.run()
    for (a, b) in zip(try executor.output("soft"), try executor.output("hard")) {
      #expect(abs(a - (b - 0.5)) < 1e-9)
    }
  }

  @Test func groupsOfOtherShapesAreRefused() throws {
    let ones = try Graph.broadcast(Self.number(1), to: [12])
    let groups = try SampleGroups(mask: ones, block: 12)
    let other = try Graph.parameter("p", shape: [3])
    #expect(throws: Failure.self) { try groups.softRank(other) }
    #expect(throws: Failure.self) { try groups.sum(other) }
    #expect(throws: Failure.self) { try SampleGroups(mask: ones, block: 5) }
    #expect(throws: Failure.self) { try SampleGroups(mask: ones, block: 12, codes: other) }
  }
}
