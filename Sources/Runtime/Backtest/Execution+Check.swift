extension Execution {
  /// - Throws: `Failure` naming the first option whose value makes no sense.
  public func validate() throws {
    func require(_ condition: Bool, _ parameter: String, _ text: String) throws {
      if !condition { throw Failure(text, culprit: .parameter(parameter)) }
    }
    try require(delay >= 0 && delay <= 1_000_000, "delay", "delay must be 0 bars or more")
    for (name, rate) in [("maker", maker), ("taker", taker), ("slippage", slippage)] {
      try require(abs(rate) < 1, name, "\(name) must be a fraction below 1")
    }
    try require(slippage >= 0 && slippageTicks >= 0, "slippage", "slippage must not be negative")
    try require(
      slippageTicks == 0 || tick > 0, "slip_ticks", "slippage in ticks needs tick=, the price step")
    try require(abs(funding) < 1, "funding", "funding must be a fraction below 1")
    try require(borrow >= 0 && borrow < 10, "borrow", "borrow must be a fraction per year")
    try require((0...1).contains(delist), "delist", "delist must be a fraction from 0 to 1")
    try require(tick >= 0 && tick.isFinite, "tick", "tick must be zero or a positive price step")
    try require(point > 0 && point.isFinite, "point", "point must be positive")
    try require(lot >= 0 && lot.isFinite, "lot", "lot must be zero or a positive number of units")
    try require(
      capital.map { $0 > 0 && $0.isFinite } ?? true, "capital", "capital must be positive")
    try require(
      leverage.map { $0 > 0 && $0.isFinite } ?? true, "leverage", "leverage must be positive")
    try require((0..<1).contains(margin), "margin", "margin must be a fraction below 1")
    try require(positions.map { $0 >= 1 } ?? true, "positions", "positions must be 1 or more")
    try require(band >= 0 && band < 1, "band", "band must be a fraction below 1")
    try require(fillSteepness > 0 && fillSteepness.isFinite, "k", "k must be positive")
    try validateSize(require)
  }

  private func validateSize(_ require: (Bool, String, String) throws -> Void) throws {
    switch size {
    case .currency(let value):
      try require(value > 0 && value.isFinite, "size", "the size of an order must be positive")
    case .fraction(let share):
      try require(
        capital != nil, "fraction", "fraction= needs capital=: a fraction of what?")
      try require(share > 0 && share.isFinite, "fraction", "fraction must be positive")
    case .units(let count):
      try require(count > 0 && count.isFinite, "units", "units must be positive")
    }
    try require(
      !compounds || capital != nil, "compound", "compound=true needs capital= to begin with")
  }

  /// The capital that a book of weights begins with.
  var startingCapital: Double { capital ?? 100_000 }
}
