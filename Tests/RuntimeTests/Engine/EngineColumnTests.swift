import Testing

@testable import Runtime

/// Columns that meet the tensors of a loss.
@Suite struct EngineColumnTests {
  static let axis = Axis(times: (0..<6).map(Int64.init))

  static func column(_ name: String, _ values: [Double]) -> Expression {
    Expression(column: .numbers(values), name: name, axis: axis)
  }

  @Test func columnsAreGatheredOncePerColumn() throws {
    let close = Self.column("close", [1, 2, 3, 4, 5, 6])
    let p = try Expression.parameter("p", shape: [2])
    let doubled = try Expression.multiply(close, Expression(constant: 2))
    let loss = try Expression.sum(.multiply(.add(p, doubled), doubled))
    let program = try Compiler.training(loss: loss, parameters: [p], precision: .float64)
    #expect(program.columns.count == 1)
    let executor = Executor(program)
    try executor.bind(SourceMatrix([2.0, 4, 6, 8, 10, 12]), column: 0)
    try executor.setIndex([1, 4])
    #expect(try executor.computeGradient().loss == 16 + 100)
    #expect(try executor.values(of: .gradient) == [4, 10])
    #expect(throws: Failure.self) { try executor.bind(SourceMatrix([1.0]), column: 1) }
  }

  @Test func columnsOfOneNameOnDifferentFramesStayApart() throws {
    let (a, b) = (Self.column("close", [1]), Self.column("close", [2]))
    let p = try Expression.parameter("p", shape: [1])
    let program = try Compiler.training(
      loss: .sum(.add(.multiply(p, a), b)), parameters: [p], precision: .float64)
    #expect(program.columns.count == 2)
  }

  @Test func aStatisticOfAWholeSeriesIsOneNumber() throws {
    let close = Self.column("close", [1, 2, 3, 4, 5, 6])
    let mean = try Expression(SampleAggregate(statistic: MeanStatistic()), [close])
    let p = try Expression.parameter("p", shape: [2])
    let loss = try Expression.sum(.multiply(.divide(p, mean), close))
    let executor = Executor(
      try Compiler.training(loss: loss, parameters: [p], precision: .float64))
    #expect(executor.program.columns.count == 2)
    for (index, column) in executor.program.columns.enumerated() {
      let values = column.type.shape == .scalar ? [3.5] : [1, 2, 3, 4, 5, 6]
      try executor.bind(SourceMatrix(values), column: index)
    }
    #expect(executor.program.indices.map(\.name) == ["rows"])
    try executor.setIndex([5, 0])
    _ = try executor.computeGradient()
    for (x, y) in zip(try executor.values(of: .gradient), [6 / 3.5, 1 / 3.5]) {
      #expect(abs(x - y) < 1e-15)
    }
  }

  @Test func liveNumbersInsideAColumnStayLive() throws {
    let close = Self.column("close", [1, 2, 3, 4, 5, 6])
    let fee = Expression(live: "fee", value: 1)
    let p = try Expression.parameter("p", shape: [2])
    let loss = try Expression.sum(.multiply(p, .subtract(close, fee)))
    let executor = Executor(
      try Compiler.training(loss: loss, parameters: [p], precision: .float64))
    #expect(executor.program.columns.count == 1 && executor.program.columns[0] === close)
    try executor.bind(SourceMatrix([1.0, 2, 3, 4, 5, 6]), column: 0)
    try executor.setIndex([2, 3])
    _ = try executor.computeGradient()
    #expect(try executor.values(of: .gradient) == [2, 3])
    executor.setLive("fee", 3)
    _ = try executor.computeGradient()
    #expect(try executor.values(of: .gradient) == [0, 1])
  }

  /// A masked sample whose future is unknown must reach neither the loss nor the weights.
  @Test func maskedMissingSamplesSendNoGradient() throws {
    let future = Self.column("lead", [1, 2, .nan, 4, 5, .nan])
    let w = try Expression.parameter("w", shape: [3])
    let mask = try Expression.input("mask", shape: [3])
    let p = try Expression.gradientGate(.tanh(w), mask: mask)
    let gain = try Expression.divide(.subtract(future, p), p)
    let executor = Executor(
      try Compiler.training(
        loss: .mean(.multiply(gain, gain), mask: mask), parameters: [w], precision: .float64))
    try executor.bind(SourceMatrix([1.0, 2, .nan, 4, 5, .nan]), column: 0)
    try executor.setIndex([0, 2, -1])
    try executor.setInput("mask", [1, 0, 0])
    try executor.set(.weights, to: [Double]([0.5, 0.5, 0.5]))
    let result = try executor.computeGradient()
    #expect(result.isFinite)
    let gradient = try executor.values(of: .gradient)
    #expect(gradient[0] != 0 && gradient[1] == 0 && gradient[2] == 0)
  }
}
