/// Cuts large instructions into parts that threads may share; small ones stay whole.
///
/// The number of parts depends on the shape alone, and kernels cut along their results, so results
/// are the same bits whatever the number of threads.
enum PartPlanner {
  static let mostParts = 4
  /// A part should take at least this long, so that meeting costs little beside it.
  static let shortestPart = 20_000.0

  static func apply(to steps: [Step]) -> [Step] {
    steps.map { step in
      guard step.parts == 1 else { return step }
      var cut = step
      cut.parts = UInt8(parts(step))
      return cut
    }
  }

  static func parts(_ step: Step) -> Int {
    max(1, min(mostParts, Int((nanoseconds(step) / shortestPart).rounded(.down))))
  }

  /// A rough time on one core; 0 for what cannot be cut.
  private static func nanoseconds(_ step: Step) -> Double {
    let (m, n, k) = (Double(step.m), Double(step.n), Double(step.k))
    return switch step.opcode {
    case .product, .productLeft, .libraryProduct, .libraryProductRight, .libraryProductLeft:
      m * n * k / 80
    case .elementwise: m * Double(step.chain?.operations.count ?? 1) / 8
    case .sum: step.n == 1 ? 0 : m * n * k / 8
    case .broadcast: m * n * k / 8
    case .addRow, .copyColumns, .gather: m * n / 8
    case .transpose: step.k > 1 ? m * n * k / 4 : 0
    case .layerNorm, .layerNormInputGradient, .layerNormGainGradient: m * n / 2
    case .dropoutMask: m / 2
    case .unfold, .fold: m * n * k * Double(step.extra.dropFirst().first ?? 1) / 8
    case .maxPool, .maxPoolGradient: m * n * k / 4
    case .reverseSteps: m * n / 8
    case .softmax: m * n
    case .channelMoments, .channelNormSums: m * n / 2
    case .channelNorm, .channelNormInputGradient: m * n / 4
    case .update: m / 2
    default: 0
    }
  }
}
