import Testing

@testable import Runtime

/// Forward values against plain loops.
@Suite struct EngineValueTests {
  static func evaluate(
    _ expression: Expression, parameters: [Expression] = [], weights: [Double] = [],
    precision: Precision = .float64
  ) throws -> [Double] {
    let program = try Compiler.forward(
      [ProgramOutput("value", expression)], parameters: parameters, precision: precision)
    let executor = Executor(program)
    try executor.set(.weights, to: weights)
    try executor.run()
    return try executor.output("value")
  }

  static func numbers(_ count: Int, seed: Int) -> [Double] {
    (0..<count).map { Double(($0 &* 7919 &+ seed) % 97) / 48 - 1 }
  }

  /// Shapes with and without tails, one row, one column.
  static let shapes = [
    [1, 1, 1], [4, 16, 8], [5, 17, 3], [16, 32, 28], [16, 28, 32], [7, 1, 9], [1, 9, 5],
    [3, 40, 2],
    [33, 23, 65], [2, 7, 130],
  ]

  @Test(arguments: shapes) func productsMatchPlainLoops(_ shape: [Int]) throws {
    let (m, n, k) = (shape[0], shape[1], shape[2])
    let (a, b) = (Self.numbers(m * k, seed: 3), Self.numbers(k * n, seed: 5))
    let left = try Expression.parameter("a", shape: [m, k])
    let leftTransposed = try Expression.parameter("at", shape: [k, m])
    let right = try Expression.parameter("b", shape: [k, n])
    let rightTransposed = try Expression.parameter("bt", shape: [n, k])
    let at = (0..<k * m).map { a[($0 % m) * k + $0 / m] }
    let bt = (0..<n * k).map { b[($0 % k) * n + $0 / k] }
    var expected = [Double](repeating: 0, count: m * n)
    for i in 0..<m {
      for j in 0..<n {
        for p in 0..<k { expected[i * n + j] += a[i * k + p] * b[p * n + j] }
      }
    }
    let forms: [(Expression, [Expression], [Double])] = [
      (try .matmul(left, right), [left, right], a + b),
      (try .matmulTransposed(left, rightTransposed), [left, rightTransposed], a + bt),
      (try .matmulLeftTransposed(leftTransposed, right), [leftTransposed, right], at + b),
    ]
    for (expression, parameters, weights) in forms {
      for (precision, tolerance) in [(Precision.float64, 1e-13), (.float32, 1e-4)] {
        let found = try Self.evaluate(
          expression, parameters: parameters, weights: weights, precision: precision)
        for (x, y) in zip(found, expected) { #expect(abs(x - y) < tolerance) }
      }
    }
  }

  @Test func productsOfSingleRowsHaveTheSameBits() throws {
    let (m, n, k) = (7, 19, 23)
    let values = Self.numbers(m * k, seed: 8)
    let b = try Expression.tensor(Self.numbers(k * n, seed: 9), shape: [k, n])
    let whole = try Self.evaluate(
      .matmul(.tensor(values, shape: [m, k]), b), precision: .float32)
    for row in 0..<m {
      let part = try Expression.tensor(Array(values[row * k..<(row + 1) * k]), shape: [1, k])
      let found = try Self.evaluate(.matmul(part, b), precision: .float32)
      #expect(found == Array(whole[row * n..<(row + 1) * n]))
    }
  }

  @Test func largeProductsGoToTheLibraryAndAgree() throws {
    #expect(!MatrixProduct.usesLibrary(.plain, 128, 128, 128))
    #expect(MatrixProduct.usesLibrary(.plain, 256, 256, 256))
    #expect(MatrixProduct.usesLibrary(.leftTransposed, 128, 128, 128))
    let (m, n, k) = (260, 250, 257)
    let a = try Expression.tensor(Self.numbers(m * k, seed: 1), shape: [m, k])
    let b = try Expression.tensor(Self.numbers(k * n, seed: 2), shape: [k, n])
    let whole = try Self.evaluate(.matmul(a, b))
    let row = try Expression.tensor(Array(Self.numbers(m * k, seed: 1)[..<k]), shape: [1, k])
    let first = try Self.evaluate(.matmul(row, b))
    for (x, y) in zip(whole, first) { #expect(abs(x - y) < 1e-11) }
  }

  @Test func libraryProductsInAllForms() throws {
    let (m, n, k) = (130, 20, 500)
    let values = Self.numbers(m * k, seed: 1)
    let a = try Expression.tensor(values, shape: [m, k])
    let b = try Expression.tensor(Self.numbers(k * n, seed: 2), shape: [k, n])
    let plain = try Self.evaluate(.matmul(a, b))
    let at = try Expression.tensor(
      (0..<k * m).map { values[($0 % m) * k + $0 / m] }, shape: [k, m])
    let left = try Self.evaluate(.matmulLeftTransposed(at, b))
    #expect(MatrixProduct.usesLibrary(.leftTransposed, m, n, k))
    for (x, y) in zip(plain, left) { #expect(abs(x - y) < 1e-11) }
  }

  @Test func sumsOverAxes() throws {
    let values = (0..<24).map(Double.init)
    let x = try Expression.tensor(values, shape: [2, 3, 4])
    #expect(try Self.evaluate(.sum(x)) == [276])
    #expect(try Self.evaluate(.mean(x)) == [11.5])
    #expect(try Self.evaluate(.sum(x, axis: 0)) == (0..<12).map { Double(2 * $0 + 12) })
    #expect(
      try Self.evaluate(.sum(x, axis: 1)) == [12, 15, 18, 21, 48, 51, 54, 57])
    #expect(try Self.evaluate(.mean(x, axis: 2)) == [1.5, 5.5, 9.5, 13.5, 17.5, 21.5])
  }

  @Test func fusedSumsOverManyBlocks() throws {
    for count in [1, 7, 8, 255, 256, 257, 1003] {
      let values = Self.numbers(count, seed: 4)
      let x = try Expression.tensor(values, shape: [count])
      let total = try Self.evaluate(.mean(.square(.add(x, Expression(constant: 1)))))
      let expected = values.reduce(0) { $0 + ($1 + 1) * ($1 + 1) } / Double(count)
      #expect(abs(total[0] - expected) < 1e-13)
    }
  }

  @Test func copiesAndTransposes() throws {
    let a = try Expression.tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])
    let b = try Expression.tensor([7, 8], shape: [2, 1])
    #expect(try Self.evaluate(.concatenate([a, b])) == [1, 2, 3, 7, 4, 5, 6, 8])
    #expect(try Self.evaluate(.stack([a, a]))[..<4] == [1, 1, 2, 2])
    #expect(try Self.evaluate(.slice(a, from: 1, count: 2)) == [2, 3, 5, 6])
    #expect(try Self.evaluate(.transpose(a)) == [1, 4, 2, 5, 3, 6])
    #expect(try Self.evaluate(.broadcast(b, axis: 0, count: 2)) == [7, 8, 7, 8])
    let batch = try Expression.tensor((0..<12).map(Double.init), shape: [2, 3, 2])
    #expect(
      try Self.evaluate(.transpose(batch)) == [0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11])
    #expect(try Self.evaluate(.broadcast(.sum(b), to: [2])) == [15, 15])
  }

  @Test func maskedMeanSkipsMissingSamples() throws {
    let x = try Expression.tensor([1, .nan, 3, 5], shape: [4])
    let mask = try Expression.tensor([1, 0, 2, .nan], shape: [4])
    #expect(try Self.evaluate(.mean(x, mask: mask)) == [7.0 / 3])
    let nothing = try Expression.tensor([0, 0, 0, 0], shape: [4])
    #expect(try Self.evaluate(.mean(x, mask: nothing))[0].isNaN)
  }

  @Test func dropoutDoesNothingInEvaluation() throws {
    let x = try Expression.tensor([1, 2, 3], shape: [3])
    #expect(try Self.evaluate(.dropout(x, rate: 0.9, stream: 0)) == [1, 2, 3])
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    let a = try Expression.parameter("a", shape: [2, 3])
    let b = try Expression.parameter("b", shape: [2])
    let c = try Expression.parameter("c", shape: [2, 1])
    #expect(throws: Failure.self) { try Expression.add(b, c) }
    #expect(throws: Failure.self) { try Expression.matmul(a, a) }
    #expect(throws: Failure.self) { try Expression.matmul(a, b) }
    #expect(throws: Failure.self) { try Expression.addBias(a, b) }
    #expect(throws: Failure.self) { try Expression.layerNorm(a, gain: b, bias: b) }
    #expect(throws: Failure.self) { try Expression.reshape(a, [4]) }
    #expect(throws: Failure.self) { try Expression.sum(a, axis: 2) }
    #expect(throws: Failure.self) { try Expression.mean(a, axis: -1) }
    #expect(throws: Failure.self) { try Expression.broadcast(a, axis: 4, count: 2) }
    #expect(throws: Failure.self) { try Expression.broadcast(b, to: [2, 2]) }
    #expect(throws: Failure.self) { try Expression.concatenate([a, b]) }
    #expect(throws: Failure.self) { try Expression.slice(a, from: 2, count: 2) }
    #expect(throws: Failure.self) { try Expression.transpose(b) }
    #expect(throws: Failure.self) { try Expression.gradientGate(a, mask: b) }
    #expect(throws: Failure.self) { try Expression.parameter("p", shape: [0]) }
    #expect(throws: Failure.self) { try Expression.parameter("p", shape: []) }
    #expect(throws: Failure.self) { try Expression.parameter("p", shape: [1 << 40, 1 << 40]) }
    #expect(throws: Failure.self) { try Expression.tensor([1, 2], shape: [3]) }
  }
}
