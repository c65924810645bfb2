/// Whether a strategy earns the same per trade in one stretch of time as in another.
///
/// The profit per trade is taken in consecutive blocks of periods and in blocks placed at random, none of
/// which overlap; its variation over blocks is `sd / |mean|`, losing blocks kept.
/// - Source: the reproducibility test of system S1, whose larger samples held its smaller ones and whose
///   losing blocks were dropped.
public struct Reproducibility: Sendable, Equatable {
  /// One of the conditions.
  public struct Criterion: Sendable, Equatable {
    /// `variation`, `profit`, `activity` or `degradation`.
    public let name: String
    public let value: Double
    public let limit: Double
    /// A missing value meets nothing.
    public let isMet: Bool
  }

  /// Consecutive ones, `apart` periods between them.
  public let blocks: [BlockProfit]
  /// As many placed at random, in the order of time.
  public let randomBlocks: [BlockProfit]
  public let spread: BlockSpread
  public let randomSpread: BlockSpread
  /// The share of consecutive blocks with a trade.
  public let activity: Double
  /// The share of periods with a trade.
  public let periodActivity: Double
  /// The fall of the profit per trade from the first half of the periods to the second, a fraction of the
  /// first; missing where the first earned nothing.
  public let degradation: Double
  public let criteria: [Criterion]

  public var isReproducible: Bool { criteria.allSatisfy(\.isMet) }

  /// Whether the bounds of the variation lie on one side of its limit: else there are too few blocks to
  /// say.
  public var isVariationCertain: Bool {
    guard let bounds = spread.variationBounds, let limit = criteria.first?.limit else {
      return false
    }
    return bounds.upperBound <= limit || bounds.lowerBound > limit
  }

  /// - Parameters:
  ///   - profit: Per period, of the trades that began in it.
  ///   - trades: How many these were.
  ///   - blockLength: In periods.
  ///   - apart: Periods left out between blocks: the holding period, so that no trade spans two.
  ///   - randomBlocks: How many to place at random; as many as there is room for where nil.
  ///   - draws: Of the bootstrap behind the bounds.
  ///   - level: The share of draws between them.
  /// - Throws: `Failure` where there is no room for two blocks; `Interrupted`.
  /// - Complexity: O(periods + draws x blocks).
  public init(
    profit: [Double], trades: [Int], blockLength: Int = 100, apart: Int = 0,
    randomBlocks: Int? = nil, limits: ReproducibilityLimits = .init(), draws: Int = 2_000,
    level: Double = 0.9, seed: UInt64
  ) throws {
    let count = min(profit.count, trades.count)
    guard blockLength > 0, apart >= 0 else { throw Failure.blockLength(blockLength, apart) }
    guard blockLength <= count, apart <= count, (count + apart) / (blockLength + apart) >= 2 else {
      throw Failure.noRoom(count, blockLength, apart)
    }
    let step = blockLength + apart
    let room = (count + apart) / step
    func block(_ first: Int) -> BlockProfit {
      BlockProfit(first..<(first + blockLength), profit: profit, trades: trades)
    }
    blocks = (0..<room).map { block($0 * step) }
    let chosen = min(max(0, randomBlocks ?? room), room)
    self.randomBlocks = Self.places(
      chosen, slack: count - chosen * step + (chosen > 0 ? apart : 0), step: step, seed: seed
    ).map(block)
    spread = try BlockSpread(blocks, draws: draws, level: level, seed: seed)
    randomSpread = try BlockSpread(self.randomBlocks, draws: draws, level: level, seed: seed &+ 1)
    activity = Double(blocks.count { $0.trades > 0 }) / Double(room)
    periodActivity = Double(trades[..<count].count { $0 > 0 }) / Double(count)
    let early = BlockProfit(0..<(count / 2), profit: profit, trades: trades).perTrade
    let late = BlockProfit((count / 2)..<count, profit: profit, trades: trades).perTrade
    degradation = early > 0 ? 1 - late / early : .nan
    criteria = [
      .init("variation", spread.variation, atMost: limits.variation),
      .init("profit", spread.least, atLeast: limits.profit),
      .init("activity", activity, atLeast: limits.activity),
      .init("degradation", degradation, atMost: limits.degradation),
    ]
  }

  /// First periods of blocks: every way to spread the periods left over before, between and after them is
  /// as likely.
  private static func places(_ count: Int, slack: Int, step: Int, seed: UInt64) -> [Int] {
    let random = CounterRandom(seed: seed, purpose: .bootstrap, stream: 1)
    let offsets = (0..<count).map { place in
      Int(random.bits(step: 0, element: place).multipliedFullWidth(by: UInt64(slack + 1)).high)
    }
    return offsets.sorted().enumerated().map { $0.element + $0.offset * step }
  }
}

extension Reproducibility.Criterion {
  fileprivate init(_ name: String, _ value: Double, atMost limit: Double) {
    self.init(name: name, value: value, limit: limit, isMet: value <= limit)
  }

  fileprivate init(_ name: String, _ value: Double, atLeast limit: Double) {
    self.init(name: name, value: value, limit: limit, isMet: value >= limit)
  }
}

extension Failure {
  fileprivate static func blockLength(_ length: Int, _ apart: Int) -> Failure {
    Failure(
      length > 0
        ? "blocks cannot be \(apart) periods apart"
        : "a block must have at least one period, not \(length)",
      culprit: .parameter(length > 0 ? "apart" : "blocks"))
  }

  fileprivate static func noRoom(_ count: Int, _ length: Int, _ apart: Int) -> Failure {
    Failure(
      "\(count) periods have no room for two blocks of \(length)"
        + (apart > 0 ? ", \(apart) apart" : ""), culprit: .parameter("blocks"))
  }
}
