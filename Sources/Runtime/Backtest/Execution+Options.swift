extension Execution {
  /// Terms from options by name; what is not given has its default.
  ///
  /// - Parameter isOfWeights: Weights reinvest profits unless they are told not to.
  /// - Throws: `Failure` naming the option at fault.
  public init(
    _ options: BoundOptions, isOfWeights: Bool, seed: UInt64, isChecked: Bool = true
  ) throws {
    self.init()
    self.seed = seed
    typealias Options = ExecutionOptions
    fill = try options.choice(Options.fill, of: Fill.self) ?? .open
    delay = try options.integer(Options.delay) ?? 0
    touch = try options.choice(Options.touch, of: Touch.self) ?? .through
    gap = try options.choice(Options.gap, of: Gap.self) ?? .open
    both = try options.choice(Options.both, of: Both.self) ?? .stop
    prices = try options.choice(Options.prices, of: Prices.self) ?? .range
    tick = try options.number(Options.tick) ?? 0
    point = try options.number(Options.point) ?? 1
    lot = try options.number(Options.lot) ?? 0
    compounds = try options.boolean(Options.compound) ?? isOfWeights
    capital = try options.number(Options.capital)
    if isOfWeights { capital = startingCapital }
    leverage = try options.number(Options.leverage)
    margin = try options.number(Options.margin) ?? 0
    positions = try options.integer(Options.positions)
    band = try options.number(Options.band) ?? 0
    period = try options.choice(Options.per, of: Period.self) ?? .day
    steepness = try options.number(Options.steepness)
    try readCosts(options)
    try readSize(options)
    try readVolatility(options)
    try readKills(options)
    if isChecked { try validate() }
  }

  private mutating func readCosts(_ options: BoundOptions) throws {
    typealias Options = ExecutionOptions
    let (cost, fee) = (try options.number(Options.cost), try options.number(Options.fee))
    let rate = cost ?? fee ?? 0
    maker = try options.number(Options.maker) ?? rate
    taker = try options.number(Options.taker) ?? rate
    commission = try options.number(Options.commission) ?? 0
    slippage = try options.number(Options.slippage) ?? 0
    slippageTicks = try options.number(Options.slipTicks) ?? 0
    draw = try options.choice(Options.draw, of: Draw.self) ?? .fixed
    funding = try options.number(Options.funding) ?? 0
    borrow = try options.number(Options.borrow) ?? 0
    delist = try options.number(Options.delist) ?? 0
  }

  private mutating func readSize(_ options: BoundOptions) throws {
    typealias Options = ExecutionOptions
    let value = try options.number(Options.size)
    let share = try options.number(Options.fraction)
    let count = try options.number(Options.units)
    guard [value, share, count].count(where: { $0 != nil }) <= 1 else {
      throw Failure(
        "give one of size, fraction and units",
        culprit: .parameter(share != nil ? "fraction" : "units"))
    }
    if let share { size = .fraction(share) }
    if let count { size = .units(count) }
    if let value { size = .currency(value) }
  }

  private mutating func readVolatility(_ options: BoundOptions) throws {
    typealias Options = ExecutionOptions
    guard let target = try options.number(Options.volatility) else { return }
    var scale = 0.5...2.0
    if let given = options.values[Options.volatilityScale.name] {
      guard case .list(let items) = given, items.count == 2, case .number(let low) = items[0],
        case .number(let high) = items[1], low >= 0, low <= high
      else {
        throw Failure(
          "vol_scale= must be [smallest, largest]", culprit: .parameter("vol_scale"),
          hint: "vol_scale=[0.5, 2]")
      }
      scale = low...high
    }
    volatilityTarget = VolatilityTarget(
      target, days: try options.integer(Options.volatilityDays) ?? 20, scale: scale)
  }

  private mutating func readKills(_ options: BoundOptions) throws {
    typealias Options = ExecutionOptions
    kill.drawdown = try options.number(Options.killDrawdown)
    kill.dayLoss = try options.number(Options.killDay)
    kill.fall = try options.number(Options.killFall)
    kill.fallDays = try options.integer(Options.killFallDays) ?? 5
    kill.sharpe = try options.number(Options.killSharpe)
    kill.sharpeDays = try options.integer(Options.killSharpeDays) ?? 60
    kill.rest = try options.integer(Options.killRest)
  }
}
