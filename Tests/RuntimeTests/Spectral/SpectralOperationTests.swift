import Testing

@testable import Runtime

/// Lag kernels and weighed windows: values by hand, gradients by differences, refused shapes.
@Suite struct SpectralOperationTests {
  typealias Graph = Runtime.Expression

  static func values(_ count: Int, _ factor: Int) -> [Double] {
    (0..<count).map { Double(($0 * factor) % 31) / 13 - 1.16 }
  }

  static func loss(_ value: Graph) throws -> Graph {
    let weights = (0..<value.elementCount).map { Double(($0 * 7) % 5) - 1.7 }
    return try .sum(.multiply(value, .tensor(weights, shape: value.dimensions ?? [])))
  }

  /// Two channels of three columns, lags 1, 2 and 4: 2 * 4 + 3 * 6 numbers.
  static func kernel() throws -> (numbers: Graph, kernel: Graph) {
    let numbers = try Graph.parameter("numbers", shape: [26])
    return (numbers, try .lagKernel(numbers, lags: [1, 2, 4], size: 3, channels: 2))
  }

  @Test func kernelIsTheMixtureOfTheLags() throws {
    let (numbers, kernel) = try Self.kernel()
    let program = try Compiler.forward(
      [ProgramOutput("kernel", kernel)], parameters: [numbers], precision: .float64)
    let executor = Executor(program)
    let theta = Self.values(26, 17)
    try executor.set(.weights, to: theta)
    try executor.run()
    let found = try executor.output("kernel")
    #expect(found.count == 5 * 6)
    for step in 0..<4 {
      for column in 0..<6 {
        let (channel, place) = (column / 3, column % 3)
        var expected = theta[channel * 4 + 2] * theta[8 + 6 + step * 3 + place]
        if step >= 2 { expected += theta[channel * 4 + 1] * theta[8 + (step - 2) * 3 + place] }
        if step == 3 { expected += theta[channel * 4] }
        #expect(abs(found[step * 6 + column] - expected) < 1e-14)
      }
    }
    #expect(found[24...] == [theta[3], theta[3], theta[3], theta[7], theta[7], theta[7]])
  }

  @Test func kernelMatchesDifferences() throws {
    let (numbers, kernel) = try Self.kernel()
    let check = try GradientCheck.run(
      Self.loss(.square(kernel)), parameters: [numbers], values: Self.values(26, 17))
    #expect(check.relativeError < 1e-8)
  }

  /// Windows narrower than the kernel and as wide as it.
  @Test(arguments: [2, 5]) func windowsMatchDifferences(width: Int) throws {
    let kernel = try Graph.parameter("kernel", shape: [4, 5])
    let windows = try Graph.parameter("windows", shape: [6, width])
    let dot = try Graph.windowDot(windows, kernel: kernel)
    #expect(dot.dimensions == [2, 5])
    let check = try GradientCheck.run(
      Self.loss(.square(dot)), parameters: [kernel, windows],
      values: Self.values(20 + 6 * width, 19))
    #expect(check.relativeError < 1e-8)
  }

  @Test func windowsAreWeighedStepByStep() throws {
    let kernel = try Graph.tensor([1, 2, 10, 20, 0.5, 7], shape: [3, 2])
    let windows = try Graph.tensor([3, 4, 5, 6], shape: [4, 1])
    let program = try Compiler.forward(
      [ProgramOutput("y", .windowDot(windows, kernel: kernel))], precision: .float32)
    let executor = Executor(program)
    try executor.run()
    #expect(try executor.output("y") == [43.5, 7, 65.5, 7])
  }

  @Test func otherShapesAreRefused() throws {
    let kernel = try Graph.parameter("kernel", shape: [4, 5])
    for shape in [[7, 2], [6, 6], [6]] {
      let windows = try Graph.parameter("windows", shape: shape)
      #expect(throws: Failure.self) { try Graph.windowDot(windows, kernel: kernel) }
    }
    #expect(throws: Failure.self) {
      try Graph.lagKernel(kernel, lags: [1, 2], size: 3, channels: 2)
    }
  }
}
