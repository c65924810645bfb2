import CKernels

/// Random numbers that are a function of (seed, purpose, stream, step, element) alone:
/// Philox4x32-10, so results depend on neither order nor threads.
///
/// - Source: Salmon, Moraes, Dror, Shaw (2011).
public struct CounterRandom: Sendable {
  /// What the numbers are for; keeps streams of equal numbers apart, also from dropout's.
  public enum Purpose: UInt32, Sendable {
    case weights = 1
    case shuffle
    /// The changed future of `leakcheck`.
    case perturbation
    /// The rows that `sample` draws.
    case sampling
    /// The prices that `simulate` makes.
    case simulation
    /// The trials that `sweep random=` draws.
    case search
    /// The order in which `importance` mixes values.
    case mixing
    /// The periods that a bootstrap draws, and the noise that a figure is compared with.
    case bootstrap
    /// Prices of market orders that are worse than the bar's by a drawn amount.
    case slippage
  }

  private let seed: UInt64
  private let stream: UInt32
  private let purpose: UInt32

  public init(seed: UInt64, purpose: Purpose, stream: UInt32 = 0) {
    self.seed = seed
    self.stream = stream
    self.purpose = purpose.rawValue
  }

  /// 64 random bits.
  public func bits(step: Int, element: Int) -> UInt64 {
    fml_random_bits(
      seed, UInt32(truncatingIfNeeded: element), stream, UInt32(truncatingIfNeeded: step),
      0x8000_0000 | purpose)
  }

  /// A number in [0, 1) with 53 random bits.
  public func uniform(step: Int, element: Int) -> Double {
    Double(bits(step: step, element: element) >> 11) * 0x1p-53
  }

  /// `bits(step:element:)` of every element of a range that starts at 0 or above.
  private func fill(_ bits: inout [UInt64], step: Int, elements: Range<Int>) {
    bits.withUnsafeMutableBufferPointer { bits in
      // Unsafe: writes no more than the buffer holds.
      fml_table_float().pointee.random_bits(
        seed, UInt32(truncatingIfNeeded: elements.lowerBound), stream,
        UInt32(truncatingIfNeeded: step), 0x8000_0000 | purpose,
        Int64(min(elements.count, bits.count)), bits.baseAddress)
    }
  }

  /// A permutation of `0..<count` (Fisher, Yates).
  public func permutation(of count: Int, step: Int) -> [Int32] {
    var order = (0..<count).map { Int32(clamping: $0) }
    var bits = [UInt64](repeating: 0, count: 1024)
    var end = count
    while end > 1 {
      let start = max(1, end - bits.count)
      fill(&bits, step: step, elements: start..<end)
      for last in stride(from: end - 1, through: start, by: -1) {
        let place = bits[last - start].multipliedFullWidth(by: UInt64(last + 1)).high
        order.swapAt(last, Int(place))
      }
      end = start
    }
    return order
  }
}
