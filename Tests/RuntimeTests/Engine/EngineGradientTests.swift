import Testing

@testable import Runtime

/// Every gradient rule against central differences in float64.
@Suite struct EngineGradientTests {
  typealias Build = @Sendable (Expression, Expression) throws -> Expression

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let build: Build
    /// Whether both inputs are positive.
    let isPositive: Bool
    var testDescription: String { name }
    init(_ name: String, positive: Bool = false, _ build: @escaping Build) {
      (self.name, self.build, self.isPositive) = (name, build, positive)
    }
  }

  static func number(_ value: Double) -> Expression { Expression(constant: value) }

  static let pointwise: [Case] = [
    Case("add") { try .add($0, $1) },
    Case("subtract") { try .subtract($0, $1) },
    Case("multiply") { try .multiply($0, $1) },
    Case("divide", positive: true) { try .divide($0, $1) },
    Case("modulo", positive: true) { try .modulo(.add($0, number(5)), $1) },
    Case("minimum") { try .minimum($0, $1) },
    Case("maximum") { try .maximum($0, $1) },
    Case("power", positive: true) { try .power($0, $1) },
    Case("negate") { a, _ in try .negate(a) },
    Case("absolute") { a, _ in try .absolute(a) },
    Case("squareRoot", positive: true) { a, _ in try .squareRoot(a) },
    Case("exponential") { a, _ in try .exponential(a) },
    Case("logarithm", positive: true) { a, _ in try .logarithm(a) },
    Case("tanh") { a, _ in try .tanh(a) },
    Case("sine") { a, _ in try .sine(a) },
    Case("cosine") { a, _ in try .cosine(a) },
    Case("sigmoid") { a, _ in try .sigmoid(a) },
    Case("softplus") { a, _ in try .softplus(a) },
    Case("relu") { a, _ in try .relu(a) },
    Case("square") { a, _ in try .square(a) },
    Case("reciprocal", positive: true) { a, _ in try .reciprocal(a) },
    Case("select") { try .select(.greater($0, $1), .square($0), $1) },
    Case("coalesce") { try .coalesce($0, $1) },
    Case("keepPositive") { try .keepPositive($0, $1) },
    Case("coalesceMissing") { a, b in try .coalesce(.logarithm(.subtract(b, number(9))), a) },
    Case("flat") { a, b in
      let steps = try Expression.add(.floor(a), .add(.sign(b), .less(a, b)))
      return try .multiply(a, .add(steps, .round(b)))
    },
    Case("scalars") { a, b in
      let total = try Expression.sum(.multiply(a, b))
      return try .add(.multiply(a, total), .divide(.square(b), .exponential(total)))
    },
  ]

  static let tensors: [Case] = [
    Case("matmul") { try .matmul($0, .transpose($1)) },
    Case("matmulTransposed") { try .matmulTransposed($0, $1) },
    Case("matmulLeftTransposed") { try .matmulLeftTransposed($0, $1) },
    Case("sumOfRows") { a, b in try .multiply(.sumOfRows(a), .sumOfRows(.square(b))) },
    Case("addBias") { a, b in try .square(.addBias(a, .sumOfRows(b))) },
    Case("layerNorm") { a, b in
      try .layerNorm(a, gain: .sumOfRows(b), bias: .slice(.reshape(b, [15]), from: 2, count: 5))
    },
    Case("layerNormGain") { a, b in
      try .layerNorm(.tanh(a), gain: .sumOfRows(.square(b)), bias: .sumOfRows(a))
    },
    Case("reshape") { a, b in
      try .matmul(.reshape(a, [5, 3]), .reshape(.square(b), [3, 5]))
    },
    Case("transpose") { a, b in try .multiply(.transpose(a), .transpose(.square(b))) },
    Case("batchedTranspose") { a, b in
      let stacked = try Expression.stack([a, b, .multiply(a, b)])
      return try .multiply(.transpose(stacked), .reshape(stacked, [3, 3, 5]))
    },
    Case("broadcastRow") { a, b in
      try .multiply(.broadcast(.sum(a, axis: 0), axis: 0, count: 3), b)
    },
    Case("broadcastColumn") { a, b in
      try .multiply(.broadcast(.mean(a, axis: 1), axis: 1, count: 5), b)
    },
    Case("broadcastMiddle") { a, b in
      let wide = try Expression.broadcast(a, axis: 1, count: 2)
      return try .add(.sum(.square(wide), axis: 1), .multiply(a, b))
    },
    Case("broadcastScalar") { a, b in
      try .multiply(.broadcast(.mean(a), to: [3, 5]), b)
    },
    Case("concatenate") { a, b in try .square(.concatenate([a, b, .multiply(a, b)])) },
    Case("slice") { a, b in
      try .multiply(.slice(a, from: 1, count: 2), .slice(b, from: 3, count: 2))
    },
    Case("maskedMean") { a, b in
      let mask = try Expression.tensor((0..<15).map { $0 % 3 == 0 ? 0 : 1 }, shape: [3, 5])
      return try .add(.mean(.multiply(a, b), mask: mask), .mean(.square(a), mask: .greater(b, a)))
    },
    Case("gate") { a, b in
      let mask = try Expression.tensor([Double](repeating: 1, count: 15), shape: [3, 5])
      return try .multiply(.gradientGate(a, mask: mask), b)
    },
    Case("shared") { a, b in
      let h = try Expression.tanh(.matmulTransposed(a, b))
      return try .matmul(h, .multiply(h, h))
    },
  ]

  /// A scalar that weighs every element of the result differently.
  static func loss(_ result: Expression) throws -> Expression {
    guard let shape = result.dimensions, !shape.isEmpty else { return try .square(result) }
    let weights = (0..<result.elementCount).map { Double(($0 * 7) % 5) - 1.7 }
    return try .sum(.multiply(result, .tensor(weights, shape: shape)))
  }

  static func values(positive: Bool) -> [Double] {
    (0..<30).map { index in
      let value = Double((index * 17) % 31) / 13 - 1.16
      return positive ? abs(value) + 0.3 : value
    }
  }

  @Test(arguments: pointwise + tensors) func matchesDifferences(_ item: Case) throws {
    let a = try Expression.parameter("a", shape: [3, 5])
    let b = try Expression.parameter("b", shape: [3, 5])
    let check = try GradientCheck.run(
      Self.loss(item.build(a, b)), parameters: [a, b],
      values: Self.values(positive: item.isPositive))
    #expect(check.relativeError < 1e-7, "\(check.entries)")
    #expect(check.entries.contains { $0.analytic != 0 })
  }

  @Test(arguments: pointwise + tensors) func floatAgreesWithDouble(_ item: Case) throws {
    let a = try Expression.parameter("a", shape: [3, 5])
    let b = try Expression.parameter("b", shape: [3, 5])
    let loss = try Self.loss(item.build(a, b))
    func gradient(_ precision: Precision) throws -> [Double] {
      let executor = Executor(
        try Compiler.training(loss: loss, parameters: [a, b], precision: precision))
      try executor.set(.weights, to: Self.values(positive: item.isPositive))
      _ = try executor.computeGradient()
      return try executor.values(of: .gradient)
    }
    let (narrow, wide) = (try gradient(.float32), try gradient(.float64))
    let scale = wide.reduce(0) { max($0, abs($1)) }
    for (x, y) in zip(narrow, wide) { #expect(abs(x - y) <= 2e-5 * scale) }
  }

  @Test func aWrongGradientIsFound() throws {
    struct Wrong: PointwiseOperation {
      let code = MicroCode.square
      func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
        [try .multiply(seed, node.inputs[0])]
      }
    }
    let a = try Expression.parameter("a", shape: [2])
    let check = try GradientCheck.run(
      .sum(Expression(Wrong(), [a])), parameters: [a], values: [1, 2])
    #expect(abs(check.relativeError - 0.5) < 1e-6)
    #expect(check.entries[0].worstIndex < 2)
  }

  @Test func aLossThatIsNotANumberIsRefused() throws {
    let a = try Expression.parameter("a", shape: [2])
    #expect(throws: Failure.self) { try Compiler.training(loss: a, parameters: [a]) }
    #expect(throws: Failure.self) {
      try GradientCheck.run(.sum(.logarithm(a)), parameters: [a], values: [1, -1])
    }
  }

  @Test func aParameterTheLossIgnoresHasNoGradient() throws {
    let a = try Expression.parameter("a", shape: [3])
    let b = try Expression.parameter("b", shape: [2, 2])
    let executor = Executor(
      try Compiler.training(loss: .sum(a), parameters: [a, b], precision: .float64))
    try executor.set(.weights, to: [Double]([1, 2, 3, 4, 5, 6, 7]))
    #expect(try executor.computeGradient().loss == 6)
    #expect(try executor.values(of: .gradient) == [1, 1, 1, 0, 0, 0, 0])
  }
}
