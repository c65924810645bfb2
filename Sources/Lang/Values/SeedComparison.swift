import Runtime

/// Books that are to be the same but for a seed, and by how much they differ.
final class SeedComparison: ObjectValue {
  private struct Row {
    let name: String
    let trades: Int
    /// Profit per trade, in currency; missing without trades.
    let perTrade: Double
    let netProfit: Double
    let sharpe: Double

    init(_ value: BookValue, named name: String) {
      self.name = name
      trades = value.book.trades.count
      let profit = EntryProfits(value.book).profit.reduce(0, +)
      perTrade = trades > 0 ? profit / Double(trades) : .nan
      netProfit = value.book.figure("net_profit") ?? .nan
      sharpe = value.book.figure("sharpe") ?? .nan
    }
  }

  private let rows: [Row]
  private let limit: Double
  /// Least profit per trade of any book.
  private let leastProfit: Double
  private let level: Double
  /// Of the profit per trade.
  private let bounds: ClosedRange<Double>?

  init(
    _ books: [BookValue], names: [String], limit: Double, leastProfit: Double, draws: Int,
    level: Double, seed: UInt64
  ) throws {
    rows = zip(books, names).map { Row($0, named: $1) }
    (self.limit, self.leastProfit, self.level) = (limit, leastProfit, level)
    let values = rows.map(\.perTrade).filter { !$0.isNaN }
    bounds = try Self.bounds(values, draws: draws, level: level, seed: seed)
  }

  /// Of the variation, from books drawn with replacement.
  private static func bounds(
    _ values: [Double], draws: Int, level: Double, seed: UInt64
  ) throws -> ClosedRange<Double>? {
    guard values.count > 1 else { return nil }
    let bootstrap = BlockBootstrap(count: values.count, meanBlock: 1, seed: seed)
    var drawn: [Double] = []
    for draw in 0..<draws {
      if draw & 255 == 0 { try Interrupt.check() }
      drawn.append(FigureSpread("", bootstrap.indices(draw: draw).map { values[$0] }).variation)
    }
    let sorted = drawn.filter(\.isFinite).sorted()
    guard let last = sorted.last else { return nil }
    func quantile(_ share: Double) -> Double {
      let place = Int((share * Double(sorted.count - 1)).rounded())
      return sorted.indices.contains(place) ? sorted[place] : last
    }
    let (low, high) = (quantile((1 - level) / 2), quantile((1 + level) / 2))
    return low <= high ? low...high : nil
  }

  let typeName = "seed comparison"

  private var spreads: [FigureSpread] {
    [
      FigureSpread("per_trade", rows.map(\.perTrade)),
      FigureSpread("net_profit", rows.map(\.netProfit)), FigureSpread("sharpe", rows.map(\.sharpe)),
      FigureSpread("trades", rows.map { Double($0.trades) }),
    ]
  }

  /// Books in which nothing was traded, or whose returns never vary.
  private var collapsed: Int { rows.count { $0.trades == 0 || $0.sharpe.isNaN } }

  private var variation: Double { spreads[0].variation }

  private var isReproducible: Bool {
    variation <= limit && collapsed == 0 && spreads[0].least >= leastProfit
  }

  var summary: String {
    "repro of \(rows.count) books: the profit per trade varies by \(percent(variation))"
      + (collapsed > 0 ? ", \(collapsed) collapsed" : "")
  }

  func describe(_ printer: PrintContext) -> String {
    let spreads = spreads
    func column(_ title: String, _ value: (FigureSpread) -> Double) -> TextTable.Column {
      TextTable.Column(title, spreads.map { NumberFormat.general(value($0), digits: 5) })
    }
    let table = TextTable(
      [
        TextTable.Column("figure", align: .left, spreads.map(\.name)),
        TextTable.Column("n", spreads.map { "\($0.count)" }),
        column("mean", \.mean), column("sd", \.deviation),
        TextTable.Column("cv", spreads.map { NumberFormat.percent($0.variation) }),
        column("min", \.least), column("max", \.most),
      ])
    return
      ([
        "reproducibility over \(rows.count) books: \(rows.map(\.name).joined(separator: ", "))",
        table.render(width: printer.width),
      ] + TextWrap.lines(verdict, width: printer.width, indent: 2)).joined(separator: "\n")
  }

  private var verdict: String {
    guard !variation.isNaN else {
      return "nothing to compare: fewer than two of the books have trades"
    }
    let range = bounds.map {
      ", \(percent(level)) of resampled books lie from \(percent($0.lowerBound)) to "
        + percent($0.upperBound)
    }
    let fallen =
      collapsed == 0
      ? "" : "; \(collapsed) of \(rows.count) collapsed: no trade, or returns that never vary"
    let losing =
      spreads[0].least >= leastProfit
      ? "" : "; the worst earns \(NumberFormat.fixed(spreads[0].least, decimals: 2)) a trade"
    let isCertain = bounds.map { $0.upperBound <= limit || $0.lowerBound > limit } ?? false
    return
      "\(isReproducible ? "reproducible" : "not reproducible"): the profit per trade varies by "
      + "\(percent(variation)) from book to book, at most \(percent(limit))\(range ?? "")\(losing)\(fallen)"
      + (isCertain ? "" : "; too few books to say")
  }

  private func percent(_ value: Double) -> String { NumberFormat.percent(value, decimals: 0) }

  let memberNames = [
    "collapsed", "count", "high", "low", "mean", "reproducible", "sd", "spread", "table",
    "variation",
  ]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "collapsed": return .number(Double(collapsed))
    case "count": return .number(Double(rows.count))
    case "low": return .number(bounds?.lowerBound ?? .nan)
    case "high": return .number(bounds?.upperBound ?? .nan)
    case "mean": return .number(spreads[0].mean)
    case "sd": return .number(spreads[0].deviation)
    case "variation": return .number(variation)
    case "reproducible": return .boolean(isReproducible)
    case "table": return .frame(FrameValue(table, name: name))
    case "spread": return .frame(FrameValue(spreadFrame, name: name))
    default: return nil
    }
  }

  private var table: Frame {
    func numbers(_ name: String, _ value: (Row) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(rows.map(value)))
    }
    return Frame(
      axis: Axis(times: [], rowCount: rows.count),
      fields: [
        Frame.Field("book", .words(rows.map(\.name))), numbers("trades") { Double($0.trades) },
        numbers("per_trade", \.perTrade), numbers("net_profit", \.netProfit),
        numbers("sharpe", \.sharpe),
      ], source: "books")
  }

  private var spreadFrame: Frame {
    let spreads = spreads
    func numbers(_ name: String, _ value: (FigureSpread) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(spreads.map(value)))
    }
    return Frame(
      axis: Axis(times: [], rowCount: spreads.count),
      fields: [
        Frame.Field("figure", .words(spreads.map(\.name))), numbers("mean", \.mean),
        numbers("sd", \.deviation), numbers("cv", \.variation), numbers("min", \.least),
        numbers("max", \.most),
      ], source: "spread over books")
  }
}
