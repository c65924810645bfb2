import Runtime

/// `px = simulate walk rows=1000`: prices whose properties are known.
enum SimulateCommand: Command {
  static let process = Parameter(
    "process", .choice(Simulation.Process.allCases.map(\.rawValue)),
    "walk: nothing to predict; garch: variance that clusters; edge: a signal for the next bar; cross: "
      + "one for each symbol of a panel")
  static let rows = Parameter(
    "rows", .integer, default: .number(1000), unit: "rows", in: 1...5e7, "bars of each symbol")
  static let symbols = Parameter(
    "symbols", .integer, default: .absent, unit: "symbols", in: 1...1e5, "1, of cross 20")
  static let volatility = Parameter(
    "vol", .number, default: .number(0.01), unit: "fraction", in: 1e-9...1,
    "standard deviation of a bar's log return")
  static let drift = Parameter(
    "drift", .number, default: .number(0), unit: "fraction", in: -1...1, "mean log return of a bar")
  static let correlation = Parameter(
    "ic", .number, default: .number(0.05), in: -1...1,
    "edge, cross: correlation of the signal with the next bar's return, of cross with its part beside "
      + "the market's")
  static let market = Parameter(
    "market", .number, default: .number(0.3), unit: "fraction", in: 0...0.99,
    "cross: the market's share of the variance")
  static let alpha = Parameter(
    "alpha", .number, default: .number(0.1), in: 0...0.999, "garch: weight of the last return")
  static let beta = Parameter(
    "beta", .number, default: .number(0.85), in: 0...0.999, "garch: weight of the last variance")
  static let start = Parameter(
    "start", .date, default: .absent, "first bar; 2015-01-01 if left out")
  static let frequency = Parameter(
    "freq", .duration, default: .absent, "length of a bar; 1d, on weekdays, if left out")
  static let price = Parameter(
    "price", .number, default: .number(100), in: 1e-6...1e9, "the first open")
  static let steps = Parameter(
    "steps", .integer, default: .number(32), unit: "steps", in: 1...10_000,
    "of the path within a bar, which its high and low are taken from")
  static let signature = Signature(
    "simulate", group: "data", "Makes prices from a seed whose properties are known",
    details: "Bars follow a path of small steps, so that a low is a price at which a limit order "
      + "could have been filled. walk: r = drift + vol z. garch: h' = w + alpha (r - drift)^2 + beta "
      + "h with mean vol^2, and the true h as variance. edge: r' = drift + vol (ic signal + "
      + "sqrt(1 - ic^2) z). cross: the same around a market return that all symbols share. Equal "
      + "seeds give equal prices.",
    positionals: [process],
    options: [
      rows, symbols, volatility, drift, correlation, market, alpha, beta, start, frequency, price,
      steps, SampleCommand.seed,
    ],
    examples: [
      Example(
        "w = simulate walk rows=5",
        prints: "w: frame, 5 rows x 5 columns, 2015-01-01 to 2015-01-07"),
      Example("p = simulate cross symbols=50 rows=2000 ic=0.03 seed=7"),
    ], keywords: ["random walk", "monte carlo", "synthetic", "garch", "planted"])

  static func run(_ call: CommandCall) throws -> Value {
    let simulation = try settings(call)
    let frame = try simulation.frame()
    let origin = FrameValue(frame, name: call.resultName ?? "simulated")
    return call.shaped(frame, of: origin, notes: [frame.source])
  }

  private static func settings(_ call: CommandCall) throws -> Simulation {
    var simulation = Simulation()
    simulation.process = Simulation.Process(rawValue: try call.text(process)) ?? .walk
    try refuseForeign(simulation.process, call)
    simulation.rows = try call.integer(rows)
    simulation.symbols = simulation.process == .cross ? 20 : 1
    if call.has(symbols) { simulation.symbols = try call.integer(symbols) }
    simulation.volatility = try call.number(volatility)
    simulation.drift = try call.number(drift)
    simulation.informationCoefficient = try call.number(correlation)
    simulation.marketShare = try call.number(market)
    simulation.alpha = try call.number(alpha)
    simulation.beta = try call.number(beta)
    simulation.price = try call.number(price)
    simulation.steps = try call.integer(steps)
    simulation.start = try call.timePoint(start)?.wall ?? Self.usualStart
    if call.has(frequency) { simulation.frequency = try call.nanoseconds(frequency) }
    simulation.seed =
      call.has(SampleCommand.seed)
      ? UInt64(try call.integer(SampleCommand.seed)) : call.session.seed
    return simulation
  }

  /// 2015-01-01.
  private static let usualStart: Int64 = 16_436 * Nanoseconds.day

  /// Options of one process say nothing to another.
  private static func refuseForeign(_ process: Simulation.Process, _ call: CommandCall) throws {
    let own: [Simulation.Process: [Parameter]] = [
      .garch: [alpha, beta], .edge: [correlation], .cross: [correlation, market],
    ]
    let names = Set((own[process] ?? []).map(\.name))
    for option in [alpha, beta, correlation, market]
    where call.has(option) && !names.contains(option.name) {
      throw call.failure(option, "says nothing to \(process.rawValue)")
    }
  }
}
