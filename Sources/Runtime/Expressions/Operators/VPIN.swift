/// The volume-synchronised probability of informed trading.
enum VPIN: Operator {
  static let signature = Signature(
    "vpin", group: OperatorGroup.microstructure,
    "the imbalance of buying and selling per bucket of volume, 0 to 1",
    details: """
      Trades fill buckets of equal volume; vpin is the mean of |buys - sells| / volume over the last n closed
      buckets. A bar buys when its close is above the one before, sells when below, goes on as before when equal;
      its volume is cut where a bucket is full. A bucket's size is `bars` times the mean volume of all bars so far, fixed
      when it opens, so nothing later than a closed bucket is used. Bars with a missing value are passed over.
      Warm-up: about n `bars`. Source: Easley, Lopez de Prado and O'Hara (2012), "Flow toxicity and liquidity in a
      high-frequency world".
      """,
    positionals: [.bars("how many buckets", default: 50)],
    options: [
      Parameter(
        "bars", .number, default: .number(5), unit: "bars", in: 0.1...1e6,
        "mean bars of volume in a bucket"),
      .bar("close"), .bar("volume"),
    ],
    examples: [Example("vpin(20)"), Example("vpin(20, bars=3)")],
    keywords: ["toxicity", "informed trading", "microstructure", "order flow"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let inputs = try call.bars(["close", "volume"], for: "vpin")
    let (count, size) = (try call.integer("n", atLeast: 1), try call.number("bars"))
    guard size > 0, count <= 1_000_000 else {
      throw Failure("'bars' must be positive", culprit: .parameter("bars"))
    }
    return .series(
      try Expression(VolumeBuckets(count: count, bars: size), inputs, origin: call.origin))
  }
}

struct VolumeBuckets: RecursiveOperation {
  let count: Int
  let bars: Double
  var key: String { "vpin(\(count),\(bars))" }

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.union(inputs[1].reach).windowed(nil)
  }

  struct State {
    fileprivate var buckets: BucketState
    /// The last close, and the side of the last trade.
    var before = Double.nan
    var side = 0.0
    /// Volume and bars so far.
    var traded = 0.0
    var seen = 0.0
  }

  var start: State { State(buckets: BucketState(count: count)) }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let (close, volume) = (task.inputs[0], task.inputs[1])
    var (before, side) = (state.before, state.side)
    var (traded, seen) = (state.traded, state.seen)
    defer {
      (state.before, state.side) = (before, side)
      (state.traded, state.seen) = (traded, seen)
    }
    for row in task.rows {
      if row & 0xFFF == 0 { try Interrupt.check() }
      guard !close[row].isNaN, volume[row] >= 0, volume[row].isFinite else {
        task.output[row] = .nan
        continue
      }
      if close[row] != before, !before.isNaN { side = close[row] > before ? 1 : -1 }
      before = close[row]
      traded += volume[row]
      seen += 1
      if side != 0 { state.buckets.add(volume[row], side: side, size: bars * traded / seen) }
      task.output[row] = state.buckets.imbalance
    }
  }
}

/// The bucket being filled and the imbalances of the last closed ones.
private struct BucketState {
  private var closed: [Double]
  private var next = 0
  private var filled = 0
  private var volume = 0.0
  private var signed = 0.0
  private var size = 0.0

  init(count: Int) { closed = [Double](repeating: 0, count: count) }

  /// The mean over the closed buckets; missing until there are enough.
  var imbalance: Double {
    filled < closed.count ? .nan : closed.reduce(0, +) / Double(closed.count)
  }

  mutating func add(_ amount: Double, side: Double, size newSize: Double) {
    var left = amount
    while left > 0, newSize > 0 {
      if volume == 0 { size = newSize }
      let taken = min(left, size - volume)
      volume += taken
      signed += taken * side
      left -= taken
      guard volume >= size * (1 - 1e-12) || taken <= 0 else { return }
      close()
    }
  }

  private mutating func close() {
    closed[next] = volume > 0 ? abs(signed) / volume : 0
    next = (next + 1) % closed.count
    filled += filled < closed.count ? 1 : 0
    (volume, signed) = (0, 0)
  }
}
