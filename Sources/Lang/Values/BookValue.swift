import Runtime

/// A backtest's result as a value: its figures are members, its money and trades are frames.
public final class BookValue: ObjectValue {
  public let book: Book
  /// What was traded: `s2, test`.
  public let title: String
  /// Sign of the prices' money, for labels.
  public let currency: String
  /// What it was made of.
  let plan: TradingPlan
  /// Of a walk the book of every path.
  let paths: [Book]
  /// What a sealed part says of itself.
  private let seal: String?
  private let frames: BookFrames

  init(
    _ book: Book, plan: TradingPlan, paths: [Book] = [], currency: String = "$",
    seal: String? = nil
  ) {
    (self.book, self.plan, self.currency, self.seal) = (book, plan, currency, seal)
    self.paths = paths
    title = plan.title
    frames = BookFrames(book, title: plan.title)
  }

  public var typeName: String { "book" }

  public var summary: String {
    guard book.isOfOrders || book.summary.timeInMarket > 0 else {
      return "book of \(title): nothing held (the weights are 0 or missing)"
    }
    guard !book.isOfOrders || !book.trades.isEmpty else {
      let orders = book.counts.orders
      let why = orders > 0 ? "\(NumberFormat.count(orders)) orders, none filled" : "no orders"
      return "book of \(title): no trades (\(why))"
    }
    return "book of \(title): \(([size] + facts).joined(separator: ", "))"
  }

  /// `571 trades`, or `1,259 days of 500 symbols`.
  private var size: String {
    func plural(_ count: Int, _ word: String) -> String {
      "\(NumberFormat.count(count)) \(word)\(count == 1 ? "" : "s")"
    }
    guard !book.isOfOrders else { return plural(book.trades.count, "trade") }
    let symbols = book.symbols.count
    return plural(book.periods.dayTimes.count, "day")
      + (symbols > 1 ? " of \(plural(symbols, "symbol"))" : "")
  }

  /// Key numbers for a chart's subtitle.
  public var facts: [String] {
    let sharpe = NumberFormat.fixed(book.figure("sharpe") ?? .nan, decimals: 2)
    let error = NumberFormat.fixed(book.sharpeError, decimals: 2)
    let isDaily = book.terms.period == .day
    let perYear = NumberFormat.fixed(
      isDaily ? book.periods.daysPerYear : book.periods.barsPerYear, decimals: 0, grouped: true)
    let ratio = "net Sharpe \(sharpe) +- \(error) (\(perYear) \(isDaily ? "days" : "bars") a year)"
    guard !book.isOfOrders else {
      return [ratio, "fill rate \(NumberFormat.percent(book.counts.fillRate))"]
    }
    let turnover = NumberFormat.percent(book.summary.turnover)
    return [ratio, "turnover \(turnover) a day"]
  }

  private var ownNotes: [String] {
    book.notes + [seal, pathNote].compactMap { $0 }
  }

  /// `5 paths: net Sharpe 0.81 +- 0.34 (sd), 0.31 to 1.20, none below 0`.
  private var pathNote: String? {
    guard paths.count > 1 else { return nil }
    let ratios = paths.map { SharpeRatio.value(of: $0.dailyReturns) }
    func text(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 2) }
    let spread = FigureSpread("sharpe", ratios)
    let below = ratios.count { !($0 > 0) }
    return
      "\(paths.count) paths: net Sharpe \(text(spread.mean)) +- \(text(spread.deviation)) (sd), "
      + "\(text(ratios.min() ?? .nan)) to \(text(ratios.max() ?? .nan)), "
      + (below == 0 ? "all above 0" : "\(below) at or below 0")
  }

  /// What a reader of a chart must know besides the numbers.
  public var footnotes: [String] {
    var notes = ownNotes
    if let soft = book.soft {
      let hard = NumberFormat.percent(book.expectedProfit, decimals: 3)
      notes.append(
        "expected profit per \(book.isOfOrders ? "order" : "bar"): hard \(hard),"
          + " soft \(NumberFormat.percent(soft.expectedProfit, decimals: 3))")
    }
    return notes
  }

  public var memberNames: [String] {
    var names: [String] = []
    for head in BookFigure.all(of: book).map({ String($0.name.prefix { $0 != "." }) })
    where !names.contains(head) { names.append(head) }
    return names + BookFrames.names + ["metrics", "paths", "notes"]
  }

  public func member(_ name: String) throws -> Value? {
    if let frame = try frames.frame(name) { return .frame(FrameValue(frame, name: name)) }
    switch name {
    case "metrics": return .record(metrics)
    case "notes": return .list(footnotes.map { .text($0) })
    case "paths":
      return .list(paths.map { .number(SharpeRatio.value(of: $0.dailyReturns)) })
    default: break
    }
    let figures = BookFigure.all(of: book)
    if let figure = figures.first(where: { $0.name == name }) {
      return .number(figure.value(book))
    }
    let nested = figures.filter { $0.name.hasPrefix(name + ".") }
    if !nested.isEmpty {
      return .record(
        RecordValue(
          nested.map { figure in
            (String(figure.name.dropFirst(name.count + 1)), .number(figure.value(book)))
          }))
    }
    return frames.period(name).map { .series(SeriesValue($0, name: name)) }
  }

  /// Money per period.
  var periods: Frame { frames.periods }

  /// Every figure by name.
  var metrics: RecordValue {
    RecordValue(
      BookFigure.all(of: book).map { figure in
        (
          String(figure.name.map { $0 == "." ? "_" : $0 }), .number(figure.value(book))
        )
      })
  }

  public func describe(_ printer: PrintContext) -> String {
    let figures = BookFigure.all(of: book)
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
    var lines = ownNotes
    if let first = book.periods.times.first, let last = book.periods.times.last {
      lines.append("from \(time(first)) to \(time(last))")
    }
    if let fall = book.maxDrawdown, fall.depth < 0 {
      let recovery = fall.recovery.map { "recovered \(time($0))" } ?? "not recovered"
      lines.append(
        "deepest drawdown from \(time(fall.peak)) to \(time(fall.trough)),"
          + " \(recovery)")
    }
    return lines
  }

  private func time(_ label: Int64) -> String { DateFormat.label(label, on: book.axis) }

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
