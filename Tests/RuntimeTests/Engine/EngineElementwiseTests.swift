import Testing

@testable import Runtime

@Suite struct EngineElementwiseTests {
  static let missing = Double.nan

  struct Case: Sendable, CustomTestStringConvertible {
    let code: MicroCode
    let inputs: [Double]
    let result: Double
    var testDescription: String { "\(code)\(inputs)" }
    init(_ code: MicroCode, _ inputs: [Double], _ result: Double) {
      (self.code, self.inputs, self.result) = (code, inputs, result)
    }
  }

  static let cases: [Case] = [
    Case(.add, [1, 2], 3), Case(.subtract, [1, 2], -1), Case(.multiply, [3, -2], -6),
    Case(.divide, [1, 4], 0.25), Case(.divide, [1, 0], missing), Case(.divide, [0, 0], missing),
    Case(.minimum, [1, 2], 1), Case(.minimum, [1, missing], missing),
    Case(.minimum, [missing, 1], missing), Case(.maximum, [1, 2], 2),
    Case(.maximum, [missing, 2], missing), Case(.maximum, [2, missing], missing),
    Case(.power, [2, 10], 1024), Case(.power, [-8, 1.0 / 3], missing),
    Case(.power, [1, missing], missing), Case(.power, [missing, 0], missing),
    Case(.modulo, [7, 3], 1), Case(.modulo, [-7, 3], 2), Case(.modulo, [7, 0], missing),
    Case(.negate, [2], -2), Case(.absolute, [-2], 2), Case(.sign, [-3], -1), Case(.sign, [0], 0),
    Case(.sign, [missing], missing), Case(.squareRoot, [9], 3), Case(.squareRoot, [-1], missing),
    Case(.relu, [-1], 0), Case(.relu, [2], 2), Case(.relu, [missing], missing),
    Case(.square, [-3], 9), Case(.floor, [-1.5], -2), Case(.ceiling, [-1.5], -1),
    Case(.round, [2.5], 2), Case(.round, [3.5], 4), Case(.reciprocal, [4], 0.25),
    Case(.reciprocal, [0], missing), Case(.less, [1, 2], 1), Case(.less, [2, 2], 0),
    Case(.less, [missing, 1], missing), Case(.lessOrEqual, [2, 2], 1), Case(.greater, [3, 2], 1),
    Case(.greaterOrEqual, [1, 2], 0), Case(.equal, [2, 2], 1), Case(.equal, [2, missing], missing),
    Case(.notEqual, [2, 3], 1), Case(.notEqual, [missing, missing], missing),
    Case(.and, [1, 1], 1), Case(.and, [0, missing], 0), Case(.and, [missing, 0], 0),
    Case(.and, [1, missing], missing), Case(.or, [0, 0], 0), Case(.or, [missing, 1], 1),
    Case(.or, [1, missing], 1), Case(.or, [missing, 0], missing), Case(.not, [0], 1),
    Case(.not, [5], 0), Case(.not, [missing], missing), Case(.select, [1, 2, 3], 2),
    Case(.select, [0, 2, 3], 3), Case(.select, [missing, 2, 3], missing),
    Case(.isMissing, [missing], 1), Case(.isMissing, [0], 0), Case(.coalesce, [missing, 4], 4),
    Case(.coalesce, [1, 4], 1), Case(.keepPositive, [2, 4], 4), Case(.keepPositive, [0, 4], 0),
    Case(.keepPositive, [missing, 4], missing),
  ]

  @Test(arguments: cases) func value(_ item: Case) throws {
    let result = try item.code.value(item.inputs)
    #expect(result == item.result || result.isNaN && item.result.isNaN)
  }

  @Test func everyOperationHasACase() {
    let covered = Set(Self.cases.map(\.code) + EngineVectorMathTests.functions)
    #expect(covered == Set(MicroCode.allCases))
  }

  @Test func chainRunsOverManyBlocksAndTails() throws {
    // r0 = a b; r1 = sigmoid(r0); result = r1 + 10 where a > 0, else b
    let operand = MicroInstruction.operand
    let kernel = try ElementwiseKernel(
      [
        MicroInstruction(.multiply, target: 0, operand(1), operand(2)),
        MicroInstruction(.sigmoid, target: 1, 0),
        MicroInstruction(.add, target: 1, 1, operand(3)),
        MicroInstruction(.greater, target: 0, operand(1), operand(4)),
        MicroInstruction(.select, target: operand(0), 0, 1, operand(2)),
      ], operandCount: 5)
    for count in [0, 1, 7, 255, 256, 257, 1000] {
      let a = (0..<count).map { Double($0 % 13) - 6 }
      let b = (0..<count).map { Double($0 % 7) / 7 }
      var result = [Double](repeating: -1, count: count)
      try result.withUnsafeMutableBufferPointer { result in
        try a.withUnsafeBufferPointer { a in
          try b.withUnsafeBufferPointer { b in
            guard let r = result.baseAddress, let a = a.baseAddress, let b = b.baseAddress else {
              return
            }
            try kernel.run(
              [.result(r), .values(a), .values(b), .number(10), .number(0)], count: count)
          }
        }
      }
      for i in 0..<count {
        let expected = a[i] > 0 ? try MicroCode.sigmoid.value([a[i] * b[i]]) + 10 : b[i]
        #expect(result[i] == expected)
      }
    }
  }

  @Test func badKernelsAreRefused() throws {
    #expect(throws: Failure.self) {
      try ElementwiseKernel([MicroInstruction(.add, target: 16, 17, 18)], operandCount: 2)
    }
    #expect(throws: Failure.self) { try ElementwiseKernel([], operandCount: 49) }
    let kernel = try ElementwiseKernel([], operandCount: 1)
    #expect(throws: Failure.self) { try kernel.run([], count: 1) }
    #expect(throws: Failure.self) { try MicroCode.add.value([1]) }
  }
}
