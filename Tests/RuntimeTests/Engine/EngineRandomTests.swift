import CKernels
import Testing

@testable import Runtime

@Suite struct EngineRandomTests {
  /// Known answers of Random123's philox4x32-10.
  @Test func philoxKnownAnswers() {
    let cases: [([UInt32], [UInt32], [UInt32])] = [
      ([0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
      (
        [.max, .max, .max, .max], [.max, .max],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ]
    for (counter, key, expected) in cases {
      var result = [UInt32](repeating: 0, count: 4)
      fml_philox(counter, key, &result)
      #expect(result == expected)
    }
  }

  private func mask(
    _ precision: Precision, count: Int, rate: Double, stream: UInt32, seed: UInt64, step: UInt64
  ) throws -> [Double] {
    let w = try Expression.parameter("w", shape: [count])
    let dropped = try Expression.dropout(w, rate: rate, stream: stream)
    let program = try Compiler.training(
      loss: .sum(dropped), parameters: [w], outputs: [ProgramOutput("mask", dropped)],
      precision: precision)
    let executor = Executor(program, seed: seed)
    executor.batchCount = step
    try executor.set(.weights, to: [Double](repeating: 1, count: count))
    _ = try executor.computeGradient()
    return try executor.output("mask")
  }

  @Test func maskFollowsTheCounter() throws {
    let (seed, step, stream): (UInt64, UInt64, UInt32) = (0x1234_5678_9abc_def0, 1 << 33 | 5, 3)
    let values = try mask(
      .float64, count: 77, rate: 0.4, stream: stream, seed: seed, step: step)
    for (element, value) in values.enumerated() {
      var words = [UInt32](repeating: 0, count: 4)
      // Of 64 elements, element 8 j + l takes half j % 2 of word j / 2 of counter l.
      let (lane, half) = (element % 8, element % 64 / 8)
      fml_philox(
        [
          UInt32(element / 64 * 8 + lane), stream, UInt32(truncatingIfNeeded: step),
          UInt32(step >> 32),
        ],
        [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)], &words)
      let bits = words[half / 2] >> UInt32(half % 2 * 16) & 0xffff
      let threshold = (0.4 * 65_536).rounded()
      #expect(value == (Double(bits) < threshold ? 0 : 65_536 / (65_536 - threshold)))
    }
  }

  @Test func masksAgreeBetweenNumberTypesAndDifferBetweenStreams() throws {
    let one = try mask(.float64, count: 400, rate: 0.25, stream: 1, seed: 9, step: 4)
    let narrow = try mask(.float32, count: 400, rate: 0.25, stream: 1, seed: 9, step: 4)
    #expect(one.map { $0 == 0 } == narrow.map { $0 == 0 })
    for (stream, seed, step) in [(2, 9, 4), (1, 8, 4), (1, 9, 5)] as [(UInt32, UInt64, UInt64)] {
      #expect(
        try mask(.float64, count: 400, rate: 0.25, stream: stream, seed: seed, step: step) != one)
    }
    let share = Double(one.filter { $0 == 0 }.count) / 400
    #expect(abs(share - 0.25) < 0.1)
  }

  @Test func aRateOutsideTheRangeIsRefused() throws {
    let w = try Expression.parameter("w", shape: [3])
    #expect(throws: Failure.self) { try Expression.dropout(w, rate: 1, stream: 0) }
    #expect(throws: Failure.self) { try Expression.dropout(w, rate: -0.1, stream: 0) }
  }
}
