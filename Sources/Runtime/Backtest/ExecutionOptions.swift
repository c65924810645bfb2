/// The options of execution as the language writes them: of `backtest`, and of every rule.
public enum ExecutionOptions {
  static let fill = Parameter(
    "fill", .choice(Execution.Fill.allCases.map(\.rawValue)), default: .absent,
    "price of market orders and of changes of weight in the next bar: open unless said; same is the "
      + "close that the decision was made on")
  static let delay = Parameter(
    "delay", .integer, default: .absent, unit: "bars", in: 0...1_000_000,
    "further bars between a decision and its first chance to trade; 0 unless said")
  static let cost = Parameter(
    "cost", .number, default: .absent, unit: "fraction", in: -0.1...0.5,
    "paid on all value that is traded: cost * sum |change of value|")
  static let fee = Parameter(
    "fee", .number, default: .absent, unit: "fraction", in: -0.1...0.5, "the same as cost")
  static let maker = Parameter(
    "maker", .number, default: .absent, unit: "fraction", in: -0.1...0.5,
    "cost of limit orders that are filled, where it differs")
  static let taker = Parameter(
    "taker", .number, default: .absent, unit: "fraction", in: -0.1...0.5,
    "cost of all other trades, where it differs")
  static let commission = Parameter(
    "commission", .number, default: .absent, unit: "currency per unit", in: 0...1e9,
    "paid on every unit traded")
  static let slippage = Parameter(
    "slippage", .number, default: .absent, unit: "fraction", in: 0...0.5,
    "by how much market orders are filled at a worse price")
  static let slipTicks = Parameter(
    "slip_ticks", .number, default: .absent, unit: "ticks", in: 0...1e6, "the same in ticks")
  static let draw = Parameter(
    "slip_draw", .choice(Execution.Draw.allCases.map(\.rawValue)), default: .absent,
    "fixed, or uniform between 0 and twice the slippage of an order, from the seed")
  static let funding = Parameter(
    "funding", .number, default: .absent, unit: "fraction per bar", in: -0.1...0.1,
    "funding paid on the value held")
  static let borrow = Parameter(
    "borrow", .number, default: .absent, unit: "fraction per year", in: 0...10,
    "paid on the value held short")
  static let delist = Parameter(
    "delist", .number, default: .absent, unit: "fraction", in: 0...1,
    "lost on the last price of a symbol that ends before the others")
  static let tick = Parameter(
    "tick", .number, default: .absent, unit: "price", in: 0...1e12,
    "smallest price step; touch=through then means by a tick")
  static let point = Parameter(
    "point", .number, default: .absent, unit: "currency", in: 1e-12...1e12,
    "value of a price move of 1 for a unit: 50 for an ES contract")
  static let lot = Parameter(
    "lot", .number, default: .absent, unit: "units", in: 0...1e12,
    "units are traded in multiples of it")
  static let touch = Parameter(
    "touch", .choice(Execution.Touch.allCases.map(\.rawValue)), default: .absent,
    "through: a bar must trade beyond a limit to fill it, unless said; fill: it reaches it")
  static let gap = Parameter(
    "gap", .choice(Execution.Gap.allCases.map(\.rawValue)), default: .absent,
    "price of a limit order in a bar that opens beyond it: the open unless said")
  static let both = Parameter(
    "both", .choice(Execution.Both.allCases.map(\.rawValue)), default: .absent,
    "what counts in a bar that reaches stop and target: stop unless said")
  static let prices = Parameter(
    "from", .choice(Execution.Prices.allCases.map(\.rawValue)), default: .absent,
    "range: fills on real lows and highs, unless said; closes: on closes, for frames without them")
  static let size = Parameter(
    "size", .number, default: .absent, unit: "currency", in: 1e-12...1e18,
    "value of one order; 100 unless fraction or units is given")
  static let fraction = Parameter(
    "fraction", .number, default: .absent, unit: "fraction", in: 1e-12...1e6,
    "value of one order as a share of capital, of equity with compound")
  static let units = Parameter(
    "units", .number, default: .absent, unit: "units", in: 1e-12...1e18,
    "units of one order: contracts, shares")
  static let capital = Parameter(
    "capital", .number, default: .absent, unit: "currency", in: 1e-12...1e18,
    "base of the returns; of orders the peak capital in use when left out, of weights 100,000")
  static let compound = Parameter(
    "compound", .boolean, default: .absent,
    "whether profits are reinvested: weights yes, orders no unless said")
  static let leverage = Parameter(
    "leverage", .number, default: .absent, in: 1e-6...1e6,
    "most value for the equity: scales weights down, refuses orders")
  static let margin = Parameter(
    "margin", .number, default: .absent, unit: "fraction", in: 0...0.999,
    "equity below this share of the value held closes everything at the next open")
  static let positions = Parameter(
    "positions", .integer, default: .absent, in: 1...1_000_000,
    "most positions and working orders of a symbol; no limit unless said")
  static let band = Parameter(
    "band", .number, default: .absent, unit: "fraction", in: 0...1,
    "changes of a weight below it are left undone")
  static let volatility = Parameter(
    "vol_target", .number, default: .absent, unit: "fraction per year", in: 1e-6...10,
    "scales weights to this volatility, by the days before")
  static let volatilityDays = Parameter(
    "vol_days", .integer, default: .absent, unit: "days", in: 2...10_000,
    "days whose volatility counts; 20 unless said")
  static let volatilityScale = Parameter(
    "vol_scale", .list, default: .absent, "smallest and largest scale; [0.5, 2] unless said")
  static let killDrawdown = Parameter(
    "kill_drawdown", .number, default: .absent, unit: "fraction", in: 1e-6...1,
    "closes the book at the next open when equity is so far below its peak")
  static let killDay = Parameter(
    "kill_day", .number, default: .absent, unit: "fraction", in: 1e-6...1,
    "the same after such a loss within a day")
  static let killFall = Parameter(
    "kill_fall", .number, default: .absent, unit: "fraction", in: 1e-6...1,
    "the same after such a loss over some days")
  static let killFallDays = Parameter(
    "kill_fall_days", .integer, default: .absent, unit: "days", in: 1...10_000,
    "days of kill_fall; 5 unless said")
  static let killSharpe = Parameter(
    "kill_sharpe", .number, default: .absent, in: -100...100,
    "the same when the Sharpe ratio of the last days is below it")
  static let killSharpeDays = Parameter(
    "kill_sharpe_days", .integer, default: .absent, unit: "days", in: 2...10_000,
    "days of kill_sharpe; 60 unless said")
  static let killRest = Parameter(
    "kill_rest", .integer, default: .absent, unit: "days", in: 0...100_000,
    "days out of the market after that; for good unless said")
  static let per = Parameter(
    "per", .choice(Execution.Period.allCases.map(\.rawValue)), default: .absent,
    "what returns are counted by: day unless said, or bar")
  static let steepness = Parameter(
    "k", .number, default: .absent, in: 1e-6...1e9,
    "steepness of the smooth fill in the soft figures; left out, that of the run's loss, else 1000")

  /// In the order in which help shows them.
  public static let all = [
    fill, delay, cost, fee, maker, taker, commission, slippage, slipTicks, draw, funding, borrow,
    delist, tick, point, lot, touch, gap, both, prices, size, fraction, units, capital, compound,
    leverage, margin, positions, band, volatility, volatilityDays, volatilityScale, killDrawdown,
    killDay, killFall, killFallDays, killSharpe, killSharpeDays, killRest, per, steepness,
  ]

  public static func parameter(_ name: String) -> Parameter? { all.first { $0.name == name } }
}
