import CKernels
import Testing

@testable import Runtime

#if canImport(Glibc)
  import Glibc
#endif

/// Accuracy of the vector functions on every CPU level this machine has.
@Suite struct EngineVectorMathTests {
  static let functions: [MicroCode] = [
    .exponential, .logarithm, .tanh, .sigmoid, .softplus, .sine, .cosine,
  ]

  static func run<T: BinaryFloatingPoint>(
    _ code: MicroCode, _ inputs: [T], level: Int32
  ) -> [T] {
    var operation = fml_micro(MicroInstruction(code, target: 16, 17))
    var output = [T](repeating: 0, count: inputs.count)
    var input = inputs
    output.withUnsafeMutableBytes { output in
      input.withUnsafeMutableBytes { input in
        let table = fml_level_table(level, T.self == Double.self ? 1 : 0)
        table?.pointee.elementwise(
          &operation, 1, [output.baseAddress, input.baseAddress], [0, 0], 2, Int64(inputs.count))
      }
    }
    return output
  }

  static func reference(_ code: MicroCode, _ x: Double) -> Double {
    switch code {
    case .exponential: exp(x)
    case .logarithm: log(x)
    case .tanh: tanh(x)
    case .sine: sin(x)
    case .cosine: cos(x)
    case .sigmoid: 1 / (1 + exp(-x))
    default: max(x, 0) + log1p(exp(-abs(x)))
    }
  }

  /// Every 9,973rd float of the whole range, plus a dense stretch around zero.
  static let floats: [Float] =
    stride(from: UInt32(0), to: UInt32.max - 9973, by: 9973).map { Float(bitPattern: $0) }
    .filter(\.isFinite) + (-20000...20000).map { Float($0) / 1000 }

  @Test(arguments: functions) func floatIsWithinTwoUlp(_ code: MicroCode) {
    let inputs = Self.floats.filter { code != .logarithm || $0 >= 0 }
    for level in 0..<fml_level_count() {
      var worst = 0.0
      for (x, y) in zip(inputs, Self.run(code, inputs, level: level)) {
        let exact = Self.reference(code, Double(x))
        let rounded = Float(exact)
        if !rounded.isFinite || (code == .sigmoid && x < -88.7) {
          #expect(y == rounded || (code == .sigmoid && y >= 0 && y < 1e-38))
        } else if Double(y) != exact {
          worst = max(worst, abs(Double(y) - exact) / Double(rounded.ulp))
        }
      }
      #expect(worst <= 2, "\(code) on \(String(cString: fml_level_name(level)))")
    }
  }

  #if arch(x86_64)
    static func extended(_ code: MicroCode, _ x: Double) -> Float80 {
      let x = Float80(x)
      return switch code {
      case .exponential: Glibc.exp(x)
      case .logarithm: Glibc.log(x)
      case .tanh: Glibc.tanh(x)
      case .sine: Glibc.sin(x)
      case .cosine: Glibc.cos(x)
      case .sigmoid: 1 / (1 + Glibc.exp(-x))
      default: max(x, 0) + Glibc.log1p(Glibc.exp(-abs(x)))
      }
    }

    @Test(arguments: functions) func doubleIsWithinTwoUlp(_ code: MicroCode) {
      var state: UInt64 = 1
      let inputs = (0..<20000).map { index -> Double in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let unit = Double(state >> 11) * 0x1p-53
        let x = (unit * 2 - 1) * [0.01, 1, 3, 40, 700][index % 5]
        return code == .logarithm ? exp(x) : x
      }
      for level in 0..<fml_level_count() {
        var worst = Float80(0)
        for (x, y) in zip(inputs, Self.run(code, inputs, level: level)) {
          let exact = Self.extended(code, x)
          worst = max(worst, abs(Float80(y) - exact) / Float80(Double(exact).ulp))
        }
        #expect(worst <= 2, "\(code) on \(String(cString: fml_level_name(level)))")
      }
    }
  #endif

  @Test func specialValues() {
    let inputs = [Double.infinity, -.infinity, .nan, 0]
    let expected: [MicroCode: [Double]] = [
      .exponential: [.infinity, 0, .nan, 1], .logarithm: [.infinity, .nan, .nan, -.infinity],
      .tanh: [1, -1, .nan, 0], .sigmoid: [1, 0, .nan, 0.5],
      .softplus: [.infinity, 0, .nan, log(2.0)], .sine: [.nan, .nan, .nan, 0],
      .cosine: [.nan, .nan, .nan, 1],
    ]
    for level in 0..<fml_level_count() {
      for (code, values) in expected {
        let wide = Self.run(code, inputs, level: level)
        let narrow = Self.run(code, inputs.map(Float.init), level: level)
        for index in inputs.indices {
          #expect(wide[index] == values[index] || values[index].isNaN && wide[index].isNaN)
          #expect(
            narrow[index] == Float(values[index]) || values[index].isNaN && narrow[index].isNaN)
        }
      }
    }
  }
}
