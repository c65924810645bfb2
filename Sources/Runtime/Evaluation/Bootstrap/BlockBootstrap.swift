import Glibc

/// The stationary bootstrap: periods are drawn in blocks of geometric length that begin anywhere and go
/// on at the start after the end, so that neighbours stay together.
///
/// What a draw holds is a function of seed, stream and number of the draw alone.
/// - Complexity: O(blocks) random numbers a draw.
/// - Source: Politis and Romano, The Stationary Bootstrap, JASA 1994.
public struct BlockBootstrap: Sendable {
  /// Periods to draw from, and in a draw.
  public let count: Int
  /// In periods, from 1 (independent periods) to `count`.
  public let meanBlock: Double
  private let random: CounterRandom
  /// `1 / ln(1 - 1 / meanBlock)`, which makes geometric lengths of logarithms.
  private let scale: Double

  public init(count: Int, meanBlock: Double, seed: UInt64, stream: UInt32 = 0) {
    self.count = max(count, 0)
    self.meanBlock = meanBlock > 1 ? min(meanBlock, max(1, Double(count))) : 1
    random = CounterRandom(seed: seed, purpose: .bootstrap, stream: stream)
    scale = 1 / log1p(-1 / self.meanBlock)
  }

  /// The periods of a draw as runs of neighbours, `count` in all.
  public func runs(draw: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    runs.reserveCapacity(1 + Int(Double(count) / meanBlock * 1.1))
    var (left, element) = (count, 0)
    while left > 0 {
      let bits = random.bits(step: draw, element: element)
      element += 1
      // The upper half chooses the start, the lower half the length.
      var start = Int(((bits >> 32) &* UInt64(count)) >> 32)
      let share = (Double(bits & 0xFFFF_FFFF) + 0.5) * 0x1p-32
      var length = meanBlock > 1 ? min(left, 1 + Int(log(share) * scale)) : 1
      left -= length
      while length > 0 {
        let end = min(count, start + length)
        runs.append(start..<end)
        length -= end - start
        start = 0
      }
    }
    return runs
  }

  /// The periods of a draw, in order.
  public func indices(draw: Int) -> [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(count)
    for run in runs(draw: draw) { indices += run }
    return indices
  }

  /// How often each period is drawn.
  func weights(draw: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: count)
    for run in runs(draw: draw) {
      for place in run { weights[place] += 1 }
    }
    return weights
  }
}
