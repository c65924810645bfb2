import Runtime

/// A backtest's result as a value: its figures are members, its money and trades are frames.
public final class BookValue: ObjectValue {
  public let book: Book
  /// What was traded: `s2, test`.
  public let title: String
  /// Sign of the prices' money, for labels.
  public let currency: String
  /// Money per period: net, gross, costs, cumulative, equity, drawdown, invested, committed.
  public let periods: FrameValue

  private let axis: Axis

  /// - Parameter axis: the axis of the frame that was traded, for writing times.
  public init(_ book: Book, axis: Axis, title: String, currency: String = "$") {
    self.book = book
    self.axis = axis
    self.title = title
    self.currency = currency
    self.periods = FrameValue(Self.periodFrame(book, axis: axis, title: title), name: "periods")
  }

  public var typeName: String { "book" }

  public var summary: String {
    let orders = book.counts.orders
    guard !book.trades.isEmpty else {
      let why = orders > 0 ? "\(NumberFormat.count(orders)) orders, none filled" : "no orders"
      return "book of \(title): no trades (\(why))"
    }
    let trades =
      book.trades.count == 1 ? "1 trade" : "\(NumberFormat.count(book.trades.count)) trades"
    return "book of \(title): \(trades), \(facts.joined(separator: ", "))"
  }

  /// Key numbers for a chart's subtitle.
  public var facts: [String] {
    let sharpe = book.figure("sharpe") ?? .nan
    let error = book.figure("sharpe_se") ?? .nan
    let days = NumberFormat.fixed(book.periods.daysPerYear, decimals: 0)
    return [
      "net Sharpe \(NumberFormat.fixed(sharpe, decimals: 2)) +- "
        + "\(NumberFormat.fixed(error, decimals: 2)) (\(days) days a year)",
      "fill rate \(NumberFormat.percent(book.counts.fillRate))",
    ]
  }

  /// What a reader of a chart must know besides the numbers.
  public var footnotes: [String] {
    let counts = book.counts
    var notes = book.notes
    notes.append(
      "expected profit per order: hard \(NumberFormat.percent(counts.expectedProfit, decimals: 3)),"
        + " soft \(NumberFormat.percent(counts.softExpectedProfit, decimals: 3))")
    return notes
  }

  public var memberNames: [String] {
    let heads = BookFigure.all.map { String($0.name.prefix { $0 != "." }) }
    var names: [String] = []
    for head in heads where !names.contains(head) { names.append(head) }
    return names + ["periods", "positions"]
  }

  public func member(_ name: String) throws -> Value? {
    if name == "periods" { return .frame(periods) }
    if name == "positions" { return .frame(FrameValue(tradeFrame, name: "positions")) }
    if let figure = BookFigure.all.first(where: { $0.name == name }) {
      return .number(figure.value(book))
    }
    let nested = BookFigure.all.filter { $0.name.hasPrefix(name + ".") }
    if !nested.isEmpty {
      return .record(
        RecordValue(
          nested.map { figure in
            (String(figure.name.dropFirst(name.count + 1)), .number(figure.value(book)))
          }))
    }
    return periods.frame.expression(name).map {
      .series(SeriesValue($0, name: name, frame: periods.frame))
    }
  }

  public func describe(_ printer: PrintContext) -> String {
    let figures = BookFigure.all
    // The last column is cut to what the terminal leaves, rather than dropped.
    let table = TextTable(
      [
        .init("figure", align: .left, figures.map(\.name)),
        .init("value", figures.map { Self.format($0.value(book), unit: $0.unit) }),
        .init("meaning", align: .left, figures.map(\.summary)),
      ], pinned: 3)
    return ([summary, table.render(width: printer.width)] + footer).joined(separator: "\n")
  }

  /// The notes, with the span of time and what was not traded.
  private var footer: [String] {
    var lines = book.notes
    if let first = book.periods.times.first, let last = book.periods.times.last {
      lines.append("from \(time(first)) to \(time(last))")
    }
    if let fall = book.summary.maxDrawdown {
      let recovery = fall.recovery.map { "recovered \(time($0))" } ?? "not recovered"
      lines.append(
        "deepest drawdown from \(time(fall.peak)) to \(time(fall.trough)),"
          + " \(recovery)")
    }
    return lines
  }

  private func time(_ label: Int64) -> String { DateFormat.label(label, on: axis) }

  static func format(_ value: Double, unit: String) -> String {
    switch unit {
    case _ where value.isNaN: NumberFormat.missing
    case "count": NumberFormat.fixed(value, decimals: 0, grouped: true)
    case "fraction", "fraction per year": NumberFormat.percent(value, decimals: 3)
    case "currency": NumberFormat.fixed(value, decimals: 2, grouped: true)
    default: NumberFormat.general(value, digits: 5)
    }
  }
}

extension BookValue {
  private static func periodFrame(_ book: Book, axis: Axis, title: String) -> Frame {
    let axis = Axis(
      times: book.periods.times, frequency: axis.frequency, zone: axis.zone, isDaily: axis.isDaily)
    let columns: [(String, [Double])] = [
      ("net", book.net), ("gross", book.gross), ("costs", book.costs),
      ("cumulative", book.cumulative), ("equity", book.equity), ("drawdown", book.drawdown),
      ("invested", book.invested), ("committed", book.committed), ("holdings", book.holdings),
    ]
    let fields = columns.map { Frame.Field(name: $0, original: $0, column: .numbers($1)) }
    return Frame(axis: axis, fields: fields, source: "book of \(title)")
  }

  /// One row per trade, at the time of its entry.
  private var tradeFrame: Frame {
    let trades = book.trades.sorted { ($0.entryTime, $0.symbol) < ($1.entryTime, $1.symbol) }
    func numbers(_ name: String, _ value: (Trade) -> Double) -> Frame.Field {
      Frame.Field(name: name, original: name, column: .numbers(trades.map(value)))
    }
    let symbols = Frame.Field(
      name: "symbol", original: "symbol",
      column: .category(
        codes: trades.map { Int32($0.symbol) }, labels: book.symbols.map(\.symbol)))
    let fields = [
      symbols, numbers("limit", \.limit), numbers("fill_price", \.fillPrice),
      numbers("exit_price", \.exitPrice), numbers("quantity", \.quantity),
      numbers("bars_held") { Double($0.barsHeld) }, numbers("costs", \.costs),
      numbers("net_profit", \.netProfit), numbers("net_return", \.netReturn),
    ]
    return Frame(
      axis: Axis(times: trades.map(\.entryTime)), fields: fields, source: "trades of \(title)")
  }
}
