import Runtime

/// The tables of a book: each is made when it is asked for, once.
final class BookFrames: Sendable {
  private let book: Book
  private let title: String
  private let knownAxis = Lazy<Axis>()
  private let knownColumns: [(name: String, column: Lazy<Runtime.Expression>)]
  private let knownPeriods = Lazy<Frame>()
  private let knownTrades = Lazy<Frame>()
  private let knownPositions = Lazy<Frame>()

  init(_ book: Book, title: String) {
    (self.book, self.title) = (book, title)
    knownColumns = Self.columns.map { ($0.name, Lazy()) }
  }

  static let names = [
    "periods", "trades", "orders", "positions", "returns", "symbols", "months", "drawdowns",
  ]

  /// - Throws: `Interrupted`.
  func frame(_ name: String) throws -> Frame? {
    switch name {
    case "periods": return periods
    case "trades": return knownTrades.value { trades }
    case "orders": return try orders()
    case "positions": return knownPositions.value { positions }
    case "returns": return returns
    case "symbols": return symbols
    case "months": return months
    case "drawdowns": return drawdowns
    default: return nil
    }
  }

  private var frameAxis: Axis { book.axis }

  private func made(_ axis: Axis, _ fields: [Frame.Field], _ what: String) -> Frame {
    Frame(axis: axis, fields: fields, source: "\(what) of \(title)")
  }

  /// Dates or times as text, missing where there is none.
  private func dates(_ name: String, _ times: [Int64?]) -> Frame.Field {
    let known = Set(times.compactMap { $0 }).sorted()
    let codes = Dictionary(
      uniqueKeysWithValues: known.enumerated().map { ($1, Int32(clamping: $0)) })
    return Frame.Field(
      name,
      .category(
        codes: times.map { $0.flatMap { codes[$0] } ?? -1 },
        labels: known.map { DateFormat.label($0, on: book.axis) }))
  }

  private func dated(_ times: [Int64], isDaily: Bool) -> Axis {
    Axis(
      times: times, frequency: isDaily ? Nanoseconds.day : frameAxis.frequency,
      zone: frameAxis.zone, isDaily: isDaily)
  }

  /// Money per bar.
  var periods: Frame {
    knownPeriods.value {
      made(
        periodAxis, Self.columns.map { Frame.Field($0.name, .numbers($0.values(book))) }, "money")
    }
  }

  /// One column of it, on the same axis as the others; nil where there is none of that name.
  func period(_ name: String) -> Runtime.Expression? {
    guard let place = Self.columns.firstIndex(where: { $0.name == name }) else { return nil }
    return knownColumns[place].column.value {
      Runtime.Expression(
        column: .numbers(Self.columns[place].values(book)), name: name, axis: periodAxis)
    }
  }

  private var periodAxis: Axis {
    knownAxis.value { dated(book.periods.times, isDaily: frameAxis.isDaily) }
  }

  private static let columns: [(name: String, values: @Sendable (Book) -> [Double])] = [
    ("net", { $0.net }), ("gross", { $0.flows.gross }), ("costs", { $0.flows.costs }),
    ("cumulative", { $0.cumulative }), ("equity", { $0.equity }), ("cash", { $0.cash }),
    ("drawdown", { $0.drawdown }), ("long", { $0.exposure.long }),
    ("short", { $0.exposure.short }), ("holdings", { $0.exposure.holdings }),
    ("invested", { $0.exposure.invested }), ("committed", { $0.exposure.committed }),
    ("traded", { $0.flows.traded }),
    ("long_net", { zip($0.flows.longGross, $0.flows.longCosts).map { $0 - $1 } }),
    ("short_net", { zip($0.flows.shortGross, $0.flows.shortCosts).map { $0 - $1 } }),
  ]

  /// Net and gross returns, by day unless the terms count bars.
  private var returns: Frame {
    let isDaily = book.terms.period == .day
    return made(
      dated(book.returnTimes, isDaily: isDaily || frameAxis.isDaily),
      [
        Frame.Field("net", .numbers(book.returns.returns)),
        Frame.Field("gross", .numbers(book.grossReturns.returns)),
      ], "returns")
  }

  /// One row per trade, at the time of its entry.
  private var trades: Frame {
    let axis = book.axis
    let trades = book.trades.sorted {
      let (a, b) = (axis.times[Int($0.entryRow)], axis.times[Int($1.entryRow)])
      return (a, $0.symbol, $0.exitRow) < (b, $1.symbol, $1.exitRow)
    }
    func numbers(_ name: String, _ value: (Trade) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(trades.map(value)))
    }
    func words(_ name: String, _ labels: [String], _ code: (Trade) -> Int) -> Frame.Field {
      Frame.Field(
        name, .category(codes: trades.map { Int32(clamping: code($0)) }, labels: labels))
    }
    let point = book.terms.point
    let fields = [
      words("symbol", book.symbols) { Int($0.symbol) },
      words("side", TradeSide.allCases.map(\.rawValue)) { $0.side == .long ? 0 : 1 },
      words("entry", Trade.Entry.allCases.map { "\($0)" }) { Int($0.entry.rawValue) },
      words("exit", Trade.Exit.allCases.map { "\($0)" }) { Int($0.exit.rawValue) },
      numbers("limit", \.limit), numbers("fill_price", \.fillPrice),
      numbers("exit_price", \.exitPrice), numbers("quantity", \.quantity),
      numbers("value") { $0.quantity * $0.fillPrice * point },
      numbers("bars_held") { Double($0.barsHeld) },
      numbers("costs") { self.book.money(of: $0).costs },
      numbers("net_profit") { self.book.money(of: $0).netProfit },
      numbers("net_return") { self.book.money(of: $0).netReturn },
      dates("exit_time", trades.map { axis.times[Int($0.exitRow)] }),
    ]
    let times = trades.map { axis.times[Int($0.entryRow)] }
    return made(
      Axis(times: times, zone: frameAxis.zone, isDaily: frameAxis.isDaily), fields, "trades")
  }

  /// One row per order, at the bar that decided it.
  private func orders() throws -> Frame {
    let axis = book.axis
    let orders = try book.orders().sorted {
      (axis.times[$0.row], $0.symbol) < (axis.times[$1.row], $1.symbol)
    }
    func numbers(_ name: String, _ value: (OrderRecord) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(orders.map(value)))
    }
    let fields = [
      Frame.Field(
        "symbol",
        .category(codes: orders.map { Int32(clamping: $0.symbol) }, labels: book.symbols)),
      Frame.Field(
        "side",
        .category(
          codes: orders.map { $0.side == .long ? 0 : 1 },
          labels: TradeSide.allCases.map(\.rawValue))),
      numbers("price", \.price), numbers("quantity", \.quantity),
      numbers("filled") { $0.fillPrice.isNaN ? 0 : 1 }, numbers("fill_price", \.fillPrice),
      numbers("bars_worked") { Double($0.until - $0.row) },
    ]
    return made(
      Axis(
        times: orders.map { axis.times[$0.row] }, zone: frameAxis.zone,
        isDaily: frameAxis.isDaily), fields, "orders")
  }

  /// Units and value held at the end of every bar of every symbol, on the rows that were traded.
  private var positions: Frame {
    let units = book.positions
    let close = book.closes
    let point = book.terms.point
    let values = zip(units, close).map { $0 == 0 ? 0 : $0 * $1 * point }
    return made(
      book.axis,
      [Frame.Field("units", .numbers(units)), Frame.Field("value", .numbers(values))],
      "positions")
  }

  /// One row per symbol.
  private var symbols: Frame {
    let results = book.bySymbol
    func numbers(_ name: String, _ value: (SymbolResult) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(results.map(value)))
    }
    let names = Column.category(
      codes: results.indices.map { Int32(clamping: $0) }, labels: results.map(\.symbol))
    return made(
      Axis(times: [], rowCount: results.count),
      [
        Frame.Field("symbol", names), numbers("net") { $0.gross - $0.costs },
        numbers("gross", \.gross), numbers("costs", \.costs), numbers("long_net", \.long),
        numbers("short_net", \.short), numbers("trades") { Double($0.trades) },
      ], "results by symbol")
  }

  /// One row per month, at its first day.
  private var months: Frame {
    let months = book.months
    func numbers(_ name: String, _ value: (MonthResult) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(months.map(value)))
    }
    return made(
      dated(months.map(\.start), isDaily: true),
      [
        numbers("return", \.change), numbers("net", \.net), numbers("gross", \.gross),
        numbers("costs", \.costs), numbers("trades") { Double($0.trades) },
      ], "results by month")
  }

  /// The deepest falls of equity.
  private var drawdowns: Frame {
    let falls = book.deepestDrawdowns(10)
    return made(
      Axis(times: [], rowCount: falls.count),
      [
        Frame.Field("depth", .numbers(falls.map(\.depth))), dates("peak", falls.map(\.peak)),
        dates("trough", falls.map(\.trough)), dates("recovery", falls.map(\.recovery)),
      ], "drawdowns")
  }
}
